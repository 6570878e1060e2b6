//! Qualifications for special invoices: how they are submitted, and how they are reviewed.

sections! {
    "提交专票资质", "Submitting a qualification" => {
        step "在 [[开票信息]] 的专用发票一栏填好信息并保存。", "Fill in and save the special invoice's part of [[Invoice info]].";
        step "选择或拖入税务登记证和一般纳税人证明（JPEG、PNG、PDF），点 [[提交审核]]。",
            "Choose or drop the tax certificate and the general-taxpayer proof (JPEG, PNG, PDF), then [[Submit for review]].";
        step "被驳回的，原因写在对应的字段旁，改好 [[重新提交审核]]。",
            "If it is rejected, the reasons stand beside the fields; correct them and [[Submit again]].";
        note "改动已通过的信息之前会先提示资质将失效；改回审核通过的内容，不必重新审核。",
            "Before approved info is changed, it says that the qualification lapses; changed back, it needs no other review.";
    }
    "审核", "Reviewing" => {
        plain "[[资质审核]]（{Review}）按期限排队，最早到期的在最前。中间是扫描件，右边逐项核对；与实名认证、校验位是否一致已由程序标在字段旁。",
            "[[Reviews]] ({Review}) are in order of their deadlines. The scan is in the middle, the fields at the right; whether they agree with the verified identity and the check digit is marked already.";
        step "{TickField} 核对当前证明的各项并转到下一份，再按一次；{Approve} 通过。没有显示过的证明（PDF 为每一页）不能核对。",
            "{TickField} confirms what this scan proves and turns to the next; press it again, then {Approve} approves. A scan that was not shown (of a PDF, every page) cannot be confirmed.";
        step "与实名认证不一致的字段须单独核对（{Enter}）；还差什么，按 {Approve} 会写明。",
            "Fields that differ from the verified identity are confirmed one by one ({Enter}); {Approve} says what is missing.";
        step "{RejectReview} 在当前字段旁写驳回原因，{1} 到 {4} 用常用语，{Ctrl Enter} 驳回。",
            "{RejectReview} writes a reason beside the field, {1} to {4} take a phrase, {Ctrl Enter} rejects.";
        picture Review "资质审核：左边排队，中间证明，右边逐项核对", "Reviews: the queue, the scan, the fields";
        plain "{NextReview} {ReviewBefore} 下一件、上一件；{[} {]} 旋转，{+} {-} 缩放，{0} 适合窗口，{PgUp} {PgDn} 翻页。[[已审]] 一栏可再查看。",
            "{NextReview} and {ReviewBefore} go on and back; {[} {]} rotate, {+} {-} zoom, {0} fits, {PgUp} {PgDn} turn pages. [[Decided]] lists past reviews.";
        note "提交人和最后修改信息的人都不能审核这份资料。同一件同一时间只由一人审核，离开页面即让给他人。",
            "Who submitted or last changed it cannot review it. One person at a time has it, until they leave the page.";
    }
}
