//! The fields of commands, by the words that people know them by.

use crate::i18n::phrase::listed;
use crate::i18n::{Lang, Text};

/// How messages name a field; one without a word of its own by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming<'a> {
    /// By the word for it, for people who never see its name: `金额`.
    Word,
    /// By both, for whoever wrote the command of this name, if it is known: `金额（amount）`. Fields of one name are not
    /// the same in all. One inside a list is known by its last name: `价税合计（invoices[0].gross）`.
    InCommand(Option<&'a str>),
}

impl Naming<'_> {
    pub fn field(self, lang: Lang, field: &str) -> String {
        let last = field.rsplit('.').next().unwrap_or(field);
        let op = if let Self::InCommand(op) = self { op } else { None };
        say!(lang, match (word(op, last.split('[').next().unwrap_or(last)), self) {
            (Some(word), Self::Word) => { word.get(lang).to_owned() };
            (Some(word), Self::InCommand(_)) =>
                "{word}（{field}）", "{word} ({field})", word = word.get(lang);
            (None, _) => { field.to_owned() };
        })
    }

    pub fn fields(self, lang: Lang, fields: &[String]) -> String {
        listed(lang, fields.iter().map(|field| self.field(lang, field)))
    }
}

const fn text(zh: &'static str, en: &'static str) -> Option<Text> {
    Some(Text::new(zh, en))
}

fn word(op: Option<&str>, field: &str) -> Option<Text> {
    match field {
        "account" => text("客户账号", "account"),
        "address" => text("地址", "address"),
        "all" => text("全部", "all"),
        "amount" => text("金额", "amount"),
        "application" => text("开票申请", "application"),
        "at" => text("时间", "time"),
        "batch" => text("批次", "batch"),
        "bank" => text("开户银行", "bank"),
        "bank_account" => text("银行账号", "bank account"),
        "begun_by" => text("发起方", "who began"),
        "bill_no" => text("账单号", "bill number"),
        "billed_on" => text("账单日期", "bill date"),
        "bills" => text("账单", "bills"),
        "body" => text("正文", "body"),
        "buyer_has_used" => text("购方是否已用途确认或入账", "whether the buyer has used or booked it"),
        "by" => text("操作人", "user"),
        "carrier" => text("快递公司", "carrier"),
        "cc" => text("抄送", "copy to"),
        "changes" => text("改动", "changes"),
        "code" => text("编号", "code"),
        "contact" => text("联系人", "contact"),
        "date" => text("日期", "date"),
        "days" => text("节假日", "days"),
        "decision" => text("决定", "decision"),
        "default" => text("设为默认", "default"),
        "due_on" => text("付款期限", "due date"),
        "draft" => text("草稿", "draft"),
        "email" => text("电子邮箱", "e-mail"),
        "enabled" => text("是否开启", "enabled"),
        "entered_at" => text("录入时间", "time of entry"),
        "evidence" => text("资质证明", "proofs"),
        "file" => text("文件", "file"),
        "files" => text("文件", "files"),
        "encrypted" => text("是否加密备份", "whether backups are encrypted"),
        "folder" => text("文件夹", "folder"),
        "form_no" => text("确认单编号", "number of the form"),
        "from" if op == Some("set_mail") => text("发件人", "sender"),
        "from" => text("起始", "from"),
        "general_taxpayer_proof" => text("一般纳税人证明", "general taxpayer proof"),
        "full_rate_reason" => text("按3%开具专票的原因", "reason for 3 %"),
        "gross" => text("价税合计", "gross amount"),
        "host" => text("服务器", "host"),
        "happened_at" => text("发生时间", "when it happened"),
        "id" => text("命令标识", "command id"),
        "invoice" => text("发票号码", "invoice number"),
        "invoices" => text("发票", "invoices"),
        "issued_on" => text("开票日期", "date of issue"),
        "issuer" => text("开票方", "issuer"),
        "item" => text("项目", "item"),
        "kind" => text("类别", "kind"),
        "language" => text("语言", "language"),
        "mailing_address" => text("邮寄地址", "mailing address"),
        "max_invoice_amount" => text("单张发票限额", "greatest amount of one invoice"),
        "month" => text("月份", "month"),
        "name" => text("名称", "name"),
        "name_en" => text("英文名称", "English name"),
        "name_zh" => text("中文名称", "Chinese name"),
        "note" => text("说明", "note"),
        "number" => text("发票号码", "invoice number"),
        "on" => text("日期", "date"),
        "after" => text("从哪一条之后", "behind which entry"),
        "limit" => text("最多几条", "how many at most"),
        "object" => text("对象", "object"),
        "op" | "command" => text("命令", "command"),
        "opening" => text("期初已开票", "opening"),
        "paid_on" => text("付款日期", "date of payment"),
        "password" => text("密码", "password"),
        "path" => text("文件路径", "path"),
        "phone" => text("电话", "phone"),
        "policy" => text("开票规则", "policy"),
        "port" => text("端口", "port"),
        "postcode" => text("邮政编码", "postcode"),
        "preview" => text("只预览", "preview"),
        "qualification" => text("资质审核", "submission"),
        "reason" => text("原因", "reason"),
        "reasons" => text("驳回原因", "reasons"),
        "rate" => text("税率", "rate"),
        "recipient" => text("收件人", "recipient"),
        "red_letter" => text("红字确认单", "red-letter form"),
        "red_number" => text("红字发票号码", "red invoice number"),
        "region" => text("地区", "region"),
        "remark" => text("备注", "remark"),
        "reversal" => text("红冲原因", "reason of the reversal"),
        "reversals" => text("各张发票的红字发票", "red invoices"),
        "roles" => text("角色", "roles"),
        "required" => text("是否要求登录", "whether sign-in is required"),
        "row" => text("行号", "row"),
        "rule" => text("规则", "rule"),
        "serial" => text("发票流水号", "serial number"),
        "security" => text("加密方式", "security"),
        "state" => text("状态", "state"),
        "status" => text("状态", "status"),
        "step" => text("步骤", "step"),
        "street" => text("详细地址", "street"),
        "subject" => text("主题", "subject"),
        "tax_certificate" => text("税务登记证", "tax certificate"),
        "tax_id" => text("纳税人识别号", "tax ID"),
        "tax_id_seen" => text("已核对证件", "tax ID seen on the certificate"),
        "taxpayer" => text("纳税人类型", "kind of taxpayer"),
        "text" => text("文本", "text"),
        "ticket" => text("工单", "ticket"),
        "to" => text("截止", "to"),
        "tracking_no" => text("运单号", "tracking number"),
        "type" => text("发票类型", "invoice type"),
        "user" => text("用户", "user"),
        "verified_name" => text("实名认证名称", "verified name"),
        "verified_tax_id" => text("实名认证税号", "verified tax ID"),
        "version" => text("版本", "version"),
        "why" => text("删除原因", "why"),
        "year" => text("年份", "year"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: Naming<'_> = Naming::InCommand(None);

    #[test]
    fn a_field_is_named_by_its_word_and_in_a_command_by_its_name_too() {
        assert_eq!(LINE.field(Lang::Zh, "amount"), "金额（amount）");
        assert_eq!(LINE.field(Lang::En, "tax_id"), "tax ID (tax_id)");
        assert_eq!(Naming::Word.field(Lang::Zh, "amount"), "金额");
        assert_eq!(Naming::Word.field(Lang::En, "evidence[0].path"), "path");
    }

    #[test]
    fn a_field_is_named_by_what_it_is_in_its_command() {
        assert_eq!(Naming::InCommand(Some("set_mail")).field(Lang::Zh, "from"), "发件人（from）");
        assert_eq!(Naming::InCommand(Some("applications")).field(Lang::Zh, "from"), "起始（from）");
    }

    #[test]
    fn a_field_without_a_word_keeps_its_name() {
        assert_eq!(LINE.field(Lang::Zh, "colour"), "colour");
    }

    #[test]
    fn a_field_inside_a_list_is_named_by_its_last_word_and_its_whole_path() {
        assert_eq!(LINE.field(Lang::Zh, "invoices[0].gross"), "价税合计（invoices[0].gross）");
        assert_eq!(LINE.field(Lang::Zh, "bills[1]"), "账单（bills[1]）");
    }

    #[test]
    fn several_fields_are_listed() {
        let fields = ["bills".to_owned(), "all".to_owned()];
        assert_eq!(LINE.fields(Lang::Zh, &fields), "账单（bills）、全部（all）");
        assert_eq!(Naming::Word.fields(Lang::Zh, &fields), "账单、全部");
    }
}
