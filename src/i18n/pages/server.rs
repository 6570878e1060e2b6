//! The words about a department's server, where a store is shared.

texts! {
    CONNECT_TO = "部门服务器…", "Department server…";
    CONNECT_NOTE = "几个人一起用一个账套：数据在部门的服务器上，不在本机。", "One store for several people: it is on a department's server, not on this computer.";
    TITLE = "部门服务器", "Department server";
    NOTE = "地址、数据库和用户名请向数据库管理员索取；收到的是整个地址（postgres://…）时，粘贴到“主机”里。",
        "Ask the database's administrator for host, database and user. A whole address (postgres://…) can be pasted as the host.";
    HOST = "主机", "Host";
    PORT = "端口", "Port";
    BAD_PORT = "端口是 1 到 65535 的数字", "a port is a number from 1 to 65535";
    DATABASE = "数据库", "Database";
    USER = "用户名", "User";
    USER_HINT = "空着时用本机登录的用户名", "as on this computer, if left empty";
    PASSWORD = "密码", "Password";
    PASSWORD_HINT = "空着时用以前存入的密码", "the one that is kept, if left empty";
    REMEMBER = "把密码存入系统的密钥库", "Keep the password in the system's key store";
    CONNECT = "连接", "Connect";
    BACK = "返回", "Back";
    CONNECTING = "正在连接服务器…", "Connecting to the server…";
    CHANGE = "更改地址或密码…", "Change address or password…";
    EMPTY = "已连接，这个数据库里还没有账套。请在这里新建，同事用同一地址打开即可。",
        "Connected. There is no store in this database yet: start one, and your colleagues open it by the same address.";
    PLACE = "服务器", "Server";
    ADMINISTERED = "备份和恢复由数据库管理员在服务器上进行（pg_dump、pg_restore）。",
        "The database's administrator backs it up and restores it on the server (pg_dump, pg_restore).";
    PASSWORD_PROMPT = "服务器用户的密码：", "Password of the server's user: ";
}

sentences! {
    not_kept(lang, why: &str) =
        "已连接，但密码没有存入：{why} 关闭程序前不用再输入。",
        "Connected, but the password was not kept: {why} Until the program is closed it need not be typed again.";
    cannot_connect(lang, why: &str) = "无法打开服务器上的账套：{why}", "The store on the server cannot be opened: {why}";
}
