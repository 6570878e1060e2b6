//! The words of what a person can have the window do.

texts! {
    SEARCH = "搜索", "Search";
    SEARCH_HOW = "搜索客户、账单、申请、金额和命令",
        "Find any customer, bill, application, amount or command";
    KEYS = "快捷键", "Keyboard";
    KEYS_HOW = "查看此处可用的按键（也可按 ?）", "Every key that works here; ? does the same";
    NEW_APPLICATION = "新建开票申请", "New application";
    CHOOSE_CUSTOMER = "选择客户", "Choose a customer";
    NEXT_REGION = "下一区域", "Next region";
    REGION_BEFORE = "上一区域", "Previous region";
    REGIONS_HOW = "在页面、顶栏和导航之间切换", "Between the page, the top bar and the navigation";
    EXPLAIN_AMOUNT = "金额的由来", "Where an amount comes from";
    EXPLAIN_AMOUNT_HOW = "说明当前行的金额由什么组成，再按看下一个", "What the amount of the current row is made up of; again for the next one";
    EXPORT_BALANCE = "导出可开票金额", "Export the balance";
    IMPORT = "导入客户、账单、退款", "Import customers, bills, refunds";
    IMPORTS = "查看或撤销导入", "Import history, undo an import";
    EXPORT = "导出清单", "Export lists";
    OVERDUE_BILLS = "查看逾期账单", "Show overdue bills";
    LATE_APPLICATIONS = "查看逾期申请", "Show overdue applications";
    OTHER_LANGUAGE = "切换语言：English", "Switch language: 中文";
    LIGHT = "切换到浅色", "Switch to light theme";
    DARK = "切换到深色", "Switch to dark theme";

    EVERYWHERE = "任何一页", "Everywhere";
    IN_LISTS = "列表", "Lists";
    IN_DIALOGS = "表单与弹窗", "Forms and dialogs";
    APPLICATION = "一件申请", "An application";
    THIS_PAGE = "本页操作", "On this page";

    GO_ON = "下一步；最后一步提交", "Continue; submit at the last step";
    STEP_BACK = "上一步", "Previous step";

    APPLY_FOR_CHOSEN = "申请开票", "Apply";
    APPLY_FOR_CHOSEN_HOW = "为所选客户各申请全部可开票金额，先列出金额和不能申请的",
        "One application each for everything that is invoiceable; amounts and who is left out are shown first";
    EXPORT_CHOSEN = "导出所选", "Export selected";

    NEXT_REVIEW = "下一件", "Next";
    REVIEW_BEFORE = "上一件", "Previous";
    TICK_FIELD = "核对本页各项", "Confirm what the scan proves";
    APPROVE = "通过", "Approve";
    REJECT_REVIEW = "驳回", "Reject";

    CORRECT_ALL = "一键修改税率", "Correct all known rates";

    SEND_MAIL = "发送邮件", "Send e-mails";
    PRINT_LABELS = "打印邮寄标签", "Print labels";
    PACK_CHOSEN = "打包发票文件", "Pack files";
    RETRY_MAIL = "立即重试", "Send now";
    MAIL_RECEIPT = "导出发送回执", "Export the receipt";

    REVERSE = "红冲", "Reverse";
    REPORT_LETTER = "登记红字确认单的状态", "Record a red-letter form's state";
    OPEN_FILE = "打开发票文件", "Open an invoice file";
    PACK_FILES = "发票文件另存为 ZIP", "Save the files as ZIP";
    PRINT_SHEET = "打印办理单", "Print sheet";

    SAVE_INFO = "保存开票信息", "Save invoice info";
    REMOVE_ADDRESS = "删除所选的邮寄地址", "Remove mailing address";
}
