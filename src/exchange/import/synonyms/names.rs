//! The names themselves, separated by commas. Add what is missing to the field that it means; the tests see to it
//! that no name means two.

use crate::domain::import::Field;

/// A field, the names that mean it and nothing else, and general words for it.
pub(super) type Names = (Field, &'static str, &'static str);

const ACCOUNT: &str = "客户编号, 客户编码, 客户号, 客户代码, 客户ID, 客户账号, 客户账号ID, 客户账户, 账号ID, 账户ID, \
 账户编号, 账号编号, 账户编码, 会员编号, 会员号, 会员ID, 用户ID, 用户编号, 用户UIN, 主账号ID, 主账号, \
 UIN, 账号UIN, 云账号, 云账号ID, 租户ID, 租户编号, 租户编码, 往来单位编码, 往来单位编号, 往来单位代码, \
 单位编码, 单位编号, 购买方编码, 购方编码, 买方编码, 商户号, 商户编号, Account, Account ID, \
 Account No, Account Number, Account Code, Customer ID, Customer No, Customer Number, Customer Code, \
 Customer Account, Client ID, Client No, Client Code, Client Number, User ID, UID, Tenant ID, \
 Member ID, Partner Code, Owner Account ID, Payer Account ID, Linked Account ID, Debtor No, \
 Sold-to Party";

const CURRENCY: Names = (
    Field::Currency,
    "币种, 货币, 币别, 货币种类, 货币名称, 币种名称, 交易币种, 账单币种, Currency Type, 货币类型, 结算币种, 币种代码, Currency Code, CCY, Billing Currency",
    "",
);

pub(super) const ACCOUNTS: &[Names] = &[
    (Field::Account, ACCOUNT, "编号, 编码, 代码, 账号, 账户, ID, Code, No, Number"),
    (
        Field::Name,
        "客户名称, 客户名, 客户全称, 客户姓名, 单位名称, 公司名称, 企业名称, 会员名称, 会员名, \
         用户名称, 用户名, 账户名称, 账户名, 账号名称, 账号名, 租户名称, 往来单位, 往来单位名称, \
         购买方名称, 购方名称, 机构名称, Customer Name, Company, Company Name, Account Name, \
         Client Name, Organization Name, Organisation Name, Display Name, Business Name",
        "名称, 姓名, 全称, 客户, Name, Customer, Client, Full Name",
    ),
    (
        Field::VerifiedName,
        "认证名称, 实名认证名称, 实名名称, 实名, 实名认证主体, 认证主体, 认证主体名称, 实名主体, \
         实名主体名称, 工商名称, 工商注册名称, 营业执照名称, 法定名称, 发票抬头, 抬头, 抬头名称, \
         开票抬头, 开票名称, Verified Name, Legal Name, Legal Entity Name, Registered Name, \
         Invoice Title",
        "",
    ),
    (
        Field::Kind,
        "客户类型, 客户类别, 客户性质, 客户种类, 账户类型, 账号类型, 账号类别, 主体类型, 主体性质, \
         认证类型, 实名类型, 实名认证类型, 用户类型, 会员类型, 单位性质, Account Type, Account Kind, \
         Customer Type, Customer Kind, Client Type, Entity Type, Customer Category",
        "类型, 类别, 性质, Type, Category",
    ),
    (
        Field::Region,
        "国家/地区, 国家地区, 国家或地区, 国家和地区, 国家, 国别, 国别/地区, 所在国家, 所在国家/地区, \
         所在地区, 注册国家, 注册国家/地区, 注册地, 客户所在地, Country, Country/Region, \
         Country or Region, Country Code, Billing Country, Country/Territory",
        "地区, 区域, Region, Territory, Location",
    ),
    (
        Field::Status,
        "账户状态, 账号状态, 客户状态, 冻结状态, 使用状态, 用户状态, 会员状态, 是否冻结, \
         Account Status, Customer Status",
        "状态",
    ),
    (
        Field::VerifiedTaxId,
        "统一社会信用代码, 社会信用代码, 信用代码, 统一信用代码, 纳税人识别号, 纳税识别号, 税号, \
         认证税号, 税务登记号, 税务登记证号, 购买方税号, 购方税号, 购买方纳税人识别号, 购方识别号, \
         客户税号, 企业税号, 纳税人识别号/统一社会信用代码, 统一社会信用代码/纳税人识别号, \
         税号/统一社会信用代码, Tax ID, Tax No, Tax Number, Tax Code, Taxpayer ID, \
         Taxpayer Identification Number, TIN, VAT ID, VAT No, VAT Number, VAT Registration Number, \
         USCC, USCI, Unified Social Credit Code, Unified Social Credit Identifier",
        "证件号码, 证件号",
    ),
    (
        Field::Address,
        "注册地址, 公司地址, 单位地址, 企业地址, 工商注册地址, 营业地址, 开票地址, 购买方地址, \
         Registered Address, Company Address, Billing Address, Business Address",
        "地址, 联系地址, 通讯地址",
    ),
    (
        Field::Phone,
        "注册电话, 公司电话, 单位电话, 企业电话, 固定电话, 座机, 开票电话, 购买方电话, \
         Registered Phone, Company Phone, Office Phone, Landline",
        "电话, 电话号码, Telephone, Tel, Phone Number",
    ),
    (
        Field::Bank,
        "开户银行, 开户行, 开户行名称, 开户银行名称, 银行名称, 购买方开户行, 购买方开户银行, \
         Bank Name, Bank of Deposit, Bank Branch",
        "银行",
    ),
    (
        Field::BankAccount,
        "银行账号, 银行账户, 银行账户号, 银行卡号, 开户账号, 开户行账号, 开户银行账号, 账户号码, \
         对公账户, 购买方银行账号, Bank Account No, Bank Account Number, IBAN",
        "",
    ),
    (
        Field::Contact,
        "联系人, 联系人姓名, 联系人名称, 财务联系人, 经办人, 客户联系人, Contact Name, Contact Person, \
         Primary Contact",
        "负责人, Attention, Attn",
    ),
    (
        Field::Mobile,
        "手机, 手机号, 手机号码, 移动电话, 联系手机, 联系人手机, 联系人手机号, 绑定手机, Mobile Phone, \
         Mobile No, Mobile Number, Cell, Cell Phone, Cellphone",
        "联系电话, 联系人电话, 联系方式, Contact Phone, Contact Number",
    ),
    (
        Field::Email,
        "电子邮箱, 邮箱, 邮箱地址, 电子邮件, 电子邮件地址, 邮件地址, 联系邮箱, 接收邮箱, 收票邮箱, \
         E-mail, Email Address, Mail Address, Contact Email, Billing Email",
        "邮件, Mail",
    ),
];

pub(super) const BILLS: &[Names] = &[
    (
        Field::BillNo,
        "账单号, 账单编号, 账单编码, 账单ID, 账单号码, 账单流水号, 账单序列号, 结算单号, 结算单编号, \
         出账单号, 应收单号, 应收单编号, 应收单据号, Bill No, Bill Number, Bill ID, Billing Number, \
         Statement No, Statement Number, Invoice No, Invoice Number, Invoice ID",
        "单号, 编号, 单据号, 单据编号, 单据号码, 订单号, 订单编号, 订单ID, 业务单号, 销售单号, \
         出库单号, 交易流水号, 流水号, 交易号, ID, No, Number, Order ID, Order No, Order Number, \
         Document No, Document Number, Doc No, Charge ID, Transaction ID, Reference",
    ),
    (Field::Account, ACCOUNT, "账号, 账户, 客户, Customer, Client"),
    (
        Field::Kind,
        "计费方式, 计费模式, 计费类型, 付费方式, 付费模式, 付费类型, 收费方式, 账单类型, 消费类型, \
         Bill Type, Bill Kind, Billing Mode, Billing Method, Billing Type, Charge Type, Charging Mode, \
         Pricing Model, Payment Mode, Subscription Type",
        "类型, 业务类型, 产品类型, Type",
    ),
    (
        Field::Amount,
        "账单金额, 账单总额, 账单总金额, 账单应付金额, 含税金额, 金额(含税), 含税总额, 价税合计, \
         价税合计金额, Bill Amount, Billed Amount, Total Amount, Amount Incl Tax, \
         Amount Including Tax, Gross Amount, Amount Gross, Gross, Total Gross, Gross Total, Total Incl Tax, Total incl VAT",
        "金额, 总金额, 总额, 合计, 合计金额, 应付金额, 应付总额, 应收金额, 应收总额, 结算金额, \
         消费金额, 订单金额, 优惠后金额, 优惠后总价, 折后金额, 折后总价, 实付金额, 实收金额, 支付金额, 付款金额, 收款金额, 费用, Total, \
         Amount Due, Invoice Amount, Amount Paid, Charge, Cost, Sum",
    ),
    (
        Field::BilledOn,
        "出账日期, 出账时间, 出账日, 账单日期, 账单日, 账单时间, 账单生成时间, 账单生成日期, \
         账单创建时间, 账单出账时间, 账单出账日期, Billed On, Bill Date, Billing Date, Statement Date, \
         Invoice Date, Issue Date, Issued On",
        "日期, 单据日期, 业务日期, 订单日期, 创建时间, 创建日期, 消费时间, 消费日期, 交易时间, \
         交易日期, 记账日期, 入账日期, Date, Created, Created At, Created (UTC), Order Date, \
         Document Date, Posting Date, Transaction Date",
    ),
    (
        Field::DueOn,
        "应付日期, 应付日, 付款期限, 支付期限, 缴费期限, 到期日, 到期日期, 账单到期日, 付款到期日, 付款截止日, 付款截止日期, \
         支付截止日, 支付截止日期, 支付截止时间, 最后付款日, 最晚付款日, 最晚付款日期, 最后缴费日, \
         缴费截止日期, 还款日, 还款日期, 应收日期, 应收到期日, 信用期到期日, 约定付款日, Due On, \
         Due Date, Due Date (UTC), Payment Due, Payment Due Date, Due, Pay By, Net Due Date",
        "截止日期, 到期时间, 截止时间, Deadline",
    ),
    (
        Field::PaidOn,
        "支付时间, 支付日期, 支付日, 付款时间, 付款日期, 付款日, 实付日期, 实际付款日期, 结清时间, \
         结清日期, 结算时间, 结算日期, 收款时间, 收款日期, 到账时间, 到账日期, 回款时间, 回款日期, \
         缴费时间, 缴费日期, 核销时间, 核销日期, Paid On, Paid At, Paid At (UTC), Paid Date, \
         Date Paid, Date Paid (UTC), Payment Date, Payment Time, Settled On, Settlement Date, \
         Clearing Date",
        "",
    ),
    (
        Field::Status,
        "支付状态, 付款状态, 结算状态, 结清状态, 收款状态, 缴费状态, 回款状态, 核销状态, 是否支付, \
         是否已支付, 是否付款, 是否已付款, 是否结清, 是否已结清, Payment Status, Pay Status, \
         Paid Status, Paid, Is Paid, Settlement Status, Payment State, Payment Result, Settlement State",
        "状态, 状态说明, Payment, Trade State, Trade Status, Transaction Status, 账单状态, 订单状态, Bill Status, Invoice Status",
    ),
    (
        Field::Item,
        "开票项目, 项目名称, 产品名称, 商品名称, 服务名称, 费用项目, 收费项目, 货物或应税劳务名称, \
         货物或应税劳务、服务名称, Item Name, Product Name, Service Name, Line Item, Charge Item",
        "产品, 商品, 项目, 服务, 业务名称, 摘要, Product, Service, Description",
    ),
    (
        Field::Refunded,
        "已退款金额, 已退金额, 退款金额, 累计退款, 累计退款金额, 已退款, 退费金额, 退款总额, \
         Refunded Amount, Amount Refunded, Refund Amount, Total Refunded",
        "退款, 退费, Refund, Refunds",
    ),
    (
        Field::RefundState,
        "退款状态, 退费状态, 退款情况, 退款进度, 是否退款, 是否已退款, 是否有退款, 有无退款, 是否退费, 退款标志, 退款标识, Refund Status, \
         Refund State, Is Refunded, Has Refund",
        "",
    ),
    (
        Field::Net,
        "不含税金额, 金额(不含税), 不含税价, 不含税总额, 不含税合计, 不含税销售额, 不含税收入, 不含税账单金额, 账单金额(不含税), \
         未税金额, 金额(未税), 未税总额, 未含税金额, 税前金额, 除税金额, 去税金额, Net Amount, Amount Net, Net, Net Total, Total Net, Amount Excl Tax, Amount Ex Tax, Total Ex Tax, Amount Ex VAT, \
         Amount Excluding Tax, Amount Excl VAT, Amount Excluding VAT, Total excl VAT, Total excl Tax, Pre-tax Amount, \
         Amount Before Tax, Subtotal excl Tax",
        "",
    ),
    (
        Field::Tax,
        "税额, 税金, 税费, 增值税, 增值税金额, 增值税额, 增值税税额, 销项税, 销项税额, 税款, 合计税额, 税额合计, Tax Amount, Tax, VAT, VAT Amount, \
         GST, Sales Tax, Total Tax, Tax Total, VAT Total, Amount Tax, Tax Amt, GST Amount",
        "",
    ),
    (
        Field::TaxRate,
        "税率, 增值税率, 增值税税率, 适用税率, 税率/征收率, 征收率, Tax Rate, VAT Rate, Tax Percent, VAT Percent",
        "",
    ),
    (
        Field::InvoiceState,
        "开票状态, 发票状态, 开票情况, 是否开票, 是否已开票, 是否开具, 是否开具发票, 是否已开发票, 是否开发票, 发票开具状态, \
         开具状态, 发票开具情况, 已开票标志, 开票标志, 开票标识, Invoicing Status, Invoicing State, Invoiced, Is Invoiced, \
         Invoice Issued",
        "",
    ),
    (
        Field::Opening,
        "已开票金额, 已开发票金额, Invoiced Amt, Amt Invoiced, Invoice Amount Issued, Previously Invoiced, Already Invoiced, 已开具金额, 已开具发票金额, 已开金额, 累计开票, 累计开票金额, 累计已开票金额, 已开票额, \
         期初已开票, 期初已开票金额, Invoiced Amount, Amount Invoiced, Invoiced So Far, Invoiced Before, \
         Invoiced before the desk, Invoiced before import, Opening invoiced",
        "",
    ),
    (
        Field::Uninvoiced,
        "未开票金额, 未开发票金额, 未开具金额, 未开金额, 待开票金额, 待开金额, 未开票额, 剩余未开票金额, Uninvoiced Amount, \
         Amount Not Invoiced, Not Invoiced, Uninvoiced, Amount To Be Invoiced",
        "",
    ),
    (Field::Used, "已开票及占用, Invoiced and reserved", ""),
    (Field::Absorbed, "抵扣, 抵扣金额, 已抵扣, Offset, Absorbed, Absorbed by offsets", ""),
    CURRENCY,
];

pub(super) const REFUNDS: &[Names] = &[
    (
        Field::BillNo,
        "账单号, 账单编号, 账单ID, 账单号码, 原账单号, 原账单编号, 关联账单号, 对应账单, 对应账单号, \
         退款账单号, Bill No, Bill Number, Bill ID, Original Bill, Original Bill No, \
         Original Bill Number, Invoice No, Invoice Number, Invoice ID",
        "单号, 原单号, 原单据号, 原单据编号, 订单号, 订单编号, 原订单号, 原订单编号, 订单ID, Order ID, \
         Order No, Order Number, Original Order, Charge ID, Charge, Number",
    ),
    (
        Field::Amount,
        "退款金额, 退费金额, 退款额, 本次退款, 本次退款金额, 实退金额, 实际退款金额, 退还金额, \
         Refund Amount, Amount Refunded, Refunded Amount, Refunded",
        "金额, 退款, Refund, Total",
    ),
    (
        Field::On,
        "退款日期, 退款时间, 退款完成时间, 退款完成日期, 退款成功时间, 退费日期, 退费时间, \
         退款到账时间, Refund Date, Refunded On, Refunded At, Date Refunded",
        "日期, 时间, 完成时间, 创建时间, Date, Created, Created At",
    ),
    (
        Field::RefundState,
        "退款状态, 退费状态, 退款结果, 退款进度, Refund Status, Refund State",
        "状态, 处理状态, 处理结果, Status, State, Result",
    ),
    (
        Field::Reason,
        "退款原因, 退费原因, 退款理由, 退款说明, Refund Reason",
        "原因, 理由, 事由, 说明, 备注, Note, Remark, Description",
    ),
    CURRENCY,
];

pub(super) const NON_INVOICEABLE: &[Names] = &[
    (Field::Account, ACCOUNT, "编号, 账号, 账户, 客户, Customer, Client"),
    (
        Field::Amount,
        "不可开票金额, 不可开票余额, 不可开票, 已开票未消费金额, 已开票未消耗金额, 已开票未使用金额, \
         未消费已开票金额, 预开票余额, Non-invoiceable Amount, Non-invoiceable",
        "金额, 余额, 未消费金额, 未消耗金额, Balance, Total",
    ),
    (
        Field::Reason,
        "不可开票原因, 不可开票类型, 原因类型, Reason Code, Reason Type",
        "原因, 类型, 事由, 理由, Type",
    ),
    (
        Field::Note,
        "备注, 备注说明, Notes, Remark, Remarks, Memo, Comment, Comments",
        "说明, 描述, Description",
    ),
    CURRENCY,
];

/// Headers that exports have and that say nothing new, among them those of the refused rows' reasons.
pub(super) const UNUSED: &str = "序号, 行号, 客户名称, 客户名, 客户全称, 公司名称, 单位名称, 账户名称, 账期, 账单周期, 账单月份, \
 计费周期, 月份, 备注, 说明, 操作, 操作人, 制单人, 创建人, 退款单号, 退款编号, Customer Name, \
 Company Name, Account Name, Billing Period, Billing Cycle, Period, Month, Note, Notes, Remark, \
 Refund ID, Refund No, 不可开票原因, 剩余金额, Customer, Why not invoiceable, \
 Remaining, 错误代码, 错误说明, 原行号, Error code, Error message, Original row";
