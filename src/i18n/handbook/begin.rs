//! From nothing to a desk at which one can work.

sections! {
    "第一次打开", "The first time" => {
        step "点 [[新建空白账套]]，填写姓名和密码，{Enter} 到下一格，最后点 [[新建账套]]。第一位用户是管理员。",
            "Choose [[Start empty]], enter your name and a password ({Enter} goes to the next field), then [[Create]]. The first user is an admin.";
        step "保管好恢复码：打印、抄下或 [[存为文件…]]，勾选 [[我已把恢复码保管好]]。忘记密码时靠它登录，它只显示一次。以后添加的管理员没有恢复码，登录后在 [[设置]] 点 [[生成恢复码…]]。",
            "Keep the recovery code: print it, copy it down or [[Save as a file…]], and tick [[I have put the code in a safe place]]. It is the way back in if you forget the password, and it is shown once. Admins who are added later have none until they choose [[New recovery code…]] in [[Settings]].";
        step "到 [[设置]]（{Settings}）点 [[添加开票方]]（{AddIssuer}），填写名称、税号，选它适用的开票规则。",
            "In [[Settings]] ({Settings}) choose [[Add issuer]] ({AddIssuer}): its name, tax id and policy.";
        step "在同一页点 [[添加用户]]（{AddUser}）添加同事，选好角色；选中一位，按 {SetPassword} 设置密码。",
            "On the same page choose [[Add user]] ({AddUser}) for each colleague, with their roles; select one and press {SetPassword} for a password.";
        step "先导入客户，再导入账单（见“客户与账单”），就可以申请开票了。",
            "Import the customers, then the bills (see “Customers and bills”). Then you can apply for invoices.";
        note "到第一件申请为止，[[总览]] 是五步引导：{Enter} 到下一步的页面，{Overview} 随时回来，做完的自动打勾，不需要时可以收起。",
            "Up to the first application, the [[Overview]] is a guide of five steps: {Enter} goes to the next one's page, {Overview} comes back, what is done is ticked, and the guide can be put away.";
        note "想先试试，点 [[先看看演示数据]]：里面的公司和客户都是虚构的，不用登录，随便操作，不影响真实数据。看完在 [[设置]] 点 [[丢弃演示数据…]]。",
            "To try it first, choose [[Explore the demo]]: everything in it is made up, nobody signs in, and nothing real is touched. When you have seen it, choose [[Throw the demo away…]] in [[Settings]].";
        note "所有数据在这台电脑的一个文件里，位置写在 [[设置]] 的 [[数据文件]]。除了按您的设置发送邮件，程序不联网。",
            "All data is in one file on this computer; [[Settings]], [[Data file]] says where. But for the e-mails that you have it send, the program uses no network.";
    }
    "每天从总览开始", "Every day begins with the overview" => {
        picture Overview "总览：可开票金额、要做的事、每月开票", "The overview: what can be invoiced, what is to do, what was issued each month";
        plain "[[总览]]（{Overview}）的 [[要做的事]] 只列您能办的，逾期的在前。{↑} {↓} 选择，{Enter} 直达那一件。",
            "[[To do]] on the [[Overview]] ({Overview}) lists what you can do yourself, the overdue first. {↑} {↓} choose, {Enter} goes there.";
        plain "没提交的草稿、只需知道的事各收成一行，点开才列出。窗口窄时，用标题行的 [[要做的事]] 和 [[图表]] 切换着看。",
            "Drafts and what is only to be known are folded into a line each. In a narrow window, [[To do]] and [[Charts]] take turns.";
        plain "{OpenPalette} 找任何客户（名称、编号、拼音或首字母）、账单、申请、发票、金额和命令，也能打开任何一页。",
            "{OpenPalette} finds any customer (name, number, pinyin or its first letters), bill, application, invoice, amount or command, and opens any page.";
        plain "{ChooseCustomer} 选择一位客户，各页随之只看这一位；客户名旁的 × 恢复 [[全部客户]]。",
            "{ChooseCustomer} chooses a customer, to whom the pages are narrowed; the × beside the name shows [[All customers]] again.";
    }
    "登录、锁定、换人", "Signing in, locking, another user" => {
        plain "启用了登录的账套，打开先登录：上次的用户已选好，输入密码、{Enter}。换人用 {↑} {↓}，人多时按姓名或拼音查找。没有启用的不用登录，操作人在 {UserMenu} 里切换。",
            "Where signing in is required, sign in when the file opens: the last user is chosen, type the password, {Enter}. {↑} {↓} choose another, or type part of the name. Elsewhere nobody signs in, and {UserMenu} says who is at the window.";
        plain "离开座位按 {LockWindow}（[[锁定窗口]]）；一段时间无操作也会自动锁定。没提交的内容都还在，正在办理的在后台继续。",
            "{LockWindow} is [[Lock the window]] when you leave; it locks by itself after a while, too. Nothing typed is lost, and what is under way goes on.";
        plain "{UserMenu} 打开右上角姓名下的菜单：[[切换用户]]、[[修改密码]]。忘记密码请管理员重设；管理员自己用恢复码，或请另一位管理员重设。",
            "{UserMenu} opens the menu at your name: [[Switch user]], [[Change password]]. If you forget the password, an admin sets another; an admin uses the recovery code, or asks another admin.";
        plain "没有提交的内容按操作人和客户存为草稿，关窗、断电都不丢；再打开时接着填，也可 [[重新开始]]。只有存不了草稿的（如附上的扫描件）会丢，关窗前先问，并列出是哪些。",
            "What is typed and not sent is kept as a draft of yours for that customer, through a closed window or a power cut; go on with it, or [[Start over]]. What a draft cannot keep, such as attached scans, is lost; the window names it and asks before it closes.";
    }
}
