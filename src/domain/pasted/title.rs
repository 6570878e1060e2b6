//! A title block (开票信息): name, tax id, address, phone, bank and account in one text.

use std::ops::Range;

use super::labels::{Means, Vocabulary, stretches};
use super::numbers::Number;
use super::pieces::{Gap, Numbers, Piece, Shape, joined, pieces};
use super::unlabelled::pooled;
use super::words::{address_marks, bare, folded, is_bank, is_body, is_cjk, says_nothing, without_brackets};
use super::{Pasted, Reading};
use crate::domain::invoice_info::InfoField::{self, Address, Bank, BankAccount, Name, Phone, TaxId};
use crate::domain::tax_id;

static LABELS: Vocabulary<InfoField> = Vocabulary {
    words: &[
        (
            Means::Field(Name),
            "名称|全称|抬头|抬头名称|户名|账户名|帐户名|账户名称|帐户名称|公司名|单位名|企业名|开户名|开户名称|受票方|购买方|购货方|销售方名称\
            |COMPANY NAME|NAME OF COMPANY|FULL NAME|INVOICE TITLE|TITLE|BUYER NAME|BUYER|PURCHASER|ACCOUNT NAME|NAME",
        ),
        (
            Means::Field(TaxId),
            "税号|税务号|税务登记号|税务登记证号|税务登记证号码|税务识别号|纳税号|纳税人识别号|纳税人识别号码|纳税人识别码|纳税识别号|纳税人税号|纳税人号|识别号\
            |统一社会信用代码|统一社会信用代码证号|社会统一信用代码|统一信用代码|社会信用代码|信用代码|信用代码证号|统一代码|信用码|纳税登记号\
            |TAX ID|TAX NO|TAX NUMBER|TAX CODE|TAX ID NO|TAX ID NUMBER|TAXPAYER ID|TAXPAYER NO|TAXPAYER IDENTIFICATION NUMBER|TAX IDENTIFICATION NUMBER|TIN|VAT NO|VAT ID|VAT NUMBER|USCC|CREDIT CODE|UNIFIED SOCIAL CREDIT CODE|USCI|TAX REGISTRATION NO|TAX REG NO",
        ),
        (
            Means::Field(Address),
            "地址|住所|住址|注册地|所在地址|ADDRESS|COMPANY ADDRESS|REGISTERED ADDRESS|ADDR|ADD",
        ),
        (
            Means::Field(Phone),
            "电话|电话号码|电话号|座机|座机号|座机号码|固话|固定电话|TEL|TEL NO|TELEPHONE|TELEPHONE NO|PHONE|PHONE NO|PHONE NUMBER|TELEPHONE NUMBER",
        ),
        (
            Means::Field(Bank),
            "开户|开户行|开户银行|开户行名|开户行名称|开户行全称|开户银行名称|开户银行全称|银行名称|银行全称|开户网点|开户支行|开户分行|开户机构|银行信息|所属银行|BANK NAME|BANK|OPENING BANK|DEPOSIT BANK|BANK OF DEPOSIT|ACCOUNT BANK|NAME OF BANK|BANK BRANCH",
        ),
        (
            Means::Field(BankAccount),
            "账号|帐号|账户|帐户|账户号|帐户号|账户号码|帐户号码|账号号码|银行账号|银行帐号|银行账户|银行帐户|银行卡号|卡号|户号|开户账号|开户帐号|开户账户|对公账号|对公帐号\
            |A/C|A/C NO|AC NO|ACCOUNT|ACCOUNT NO|ACCOUNT NUMBER|BANK ACCOUNT|BANK ACCOUNT NO|BANK ACCOUNT NUMBER|ACCT|ACCT NO|BANK A/C",
        ),
        (
            Means::Fields(&[Bank, BankAccount]),
            "基本户|基本账户|基本帐户|一般户|对公户|对公账户|对公帐户|开户信息|银行资料|开户行信息",
        ),
        (
            Means::Something,
            "手机|手机号|手机号码|联系方式|联系电话|办公电话|MOBILE|MOBILE NO|CELL|CONTACT NUMBER",
        ),
        (
            Means::Other,
            "邮箱|电子邮箱|电子邮件|邮件|收票邮箱|传真|邮编|邮政编码|联系人|收件人|收票人|经办人|财务|备注|说明|注意|注意事项|金额|开票金额|价税合计|内容|开票内容|项目|开票项目\
            |类型|发票类型|发票种类|抬头类型|票种|票据类型|税率|数量|单价|行号|联行号|银行行号|开户行行号|开户行联行号|行号代码|法人|法定代表人|法人代表|身份证|身份证号|身份证号码|注册资本|成立日期|营业期限|经营范围|网址|官网|订单号|合同号\
            |合同编号|订单编号|收件地址|收货地址|邮寄地址|寄送地址|寄票地址|收票地址|邮寄信息|收件电话|收票电话|收件人电话|收票人电话|收件人手机|联系人电话|联系人手机|经办人电话|收票人手机|微信|微信号|QQ|纳税人类型|纳税人性质|企业类型\
            |EMAIL|E-MAIL|MAIL|FAX|POSTCODE|ZIP|ZIP CODE|SWIFT|SWIFT CODE|CONTACT|CONTACT PERSON|ATTN|REMARK|REMARKS|NOTE|AMOUNT|WEBSITE|CNAPS|CNAPS CODE",
        ),
    ],
    bare: &[
        (Means::Field(Name), "公司|单位|企业|客户|个人|名字|姓名"),
        (Means::Field(TaxId), "税"),
        (Means::Field(Bank), "银行|行"),
        (Means::Field(Phone), "号码"),
    ],
    qualifiers: "单位|公司|企业|客户|购方|购货方|购买方|购货单位|购买单位|买方|受票方|受票单位|付款方|付款单位|开票|发票|增值税|专票|普票|注册|登记|经营|营业|工商|税务登记|税务|纳税人|办公|联系|固定|银行|开户|基本户|基本账户|对公|结算|人民币|公司注册|单位注册|企业注册|营业执照|我司|贵司|机构|个人|COMPANY|REGISTERED|BUYER|BUYER'S|REG|CORPORATE|OFFICE|BUSINESS",
    numbers: &[TaxId, Phone, BankAccount],
};

/// Takes apart a title block as people send it: in any order, with labels or without, in one line or many.
///
/// Tax ids and accounts lose their blanks, phone numbers their blanks and +86. `unsure` has what was guessed, said in two
/// ways, or is no tax id; see [`InfoField`] for the fields.
pub fn read_title_block(text: &str) -> Pasted<InfoField> {
    let mut reading = Reading::of(text);
    let mut pool = Vec::new();
    for (label, range) in stretches(&reading.chars, &LABELS) {
        match label.as_ref().map(|label| label.fields.as_slice()) {
            Some(_) if says_nothing(&reading.text(range.clone())) => {}
            Some([TaxId]) => tax_id(&mut reading, range, &mut pool),
            Some([BankAccount]) => account(&mut reading, range, &mut pool),
            Some(fields @ [_, ..]) => value(&mut reading, fields, range, &mut pool),
            Some([]) => {
                let line = reading.leave_line(label.as_ref(), range.clone());
                follow(&mut pool, pieces(&reading.chars, line..range.end, ALL), None);
            }
            None => follow(&mut pool, pieces(&reading.chars, range, ALL), None),
        }
    }
    pooled(&mut reading, pool);
    tidied(reading)
}

/// A piece that no label speaks for; `follows` is the field whose value ended before it in the same stretch.
pub(super) struct Pooled {
    pub piece: Piece,
    pub follows: Option<InfoField>,
}

const ALL: Numbers = Numbers { of_all_kinds: true, local: false, least: 9, postcode: false };

fn tax_id(reading: &mut Reading<InfoField>, range: Range<usize>, pool: &mut Vec<Pooled>) {
    let chars = &reading.chars[..range.end];
    let start = (range.start..range.end)
        .find(|place| folded(chars[*place]).is_ascii_alphanumeric())
        .unwrap_or(range.end);
    let (mut id, mut end, mut whole) = (String::new(), start, None);
    while end < chars.len() && id.len() <= 20 {
        match folded(chars[end]) {
            c if c.is_ascii_alphanumeric() => id.push(c),
            ' ' | '-' | '\n' if !id.is_empty() => {}
            _ => break,
        }
        end += 1;
        let is_end = chars.get(end).is_none_or(|c| !folded(*c).is_ascii_alphanumeric());
        let is_one = match id.len() {
            18 => true,
            15 | 17 | 20 => tax_id::TaxId::parse(&id).is_ok(),
            _ => false,
        };
        if is_end && is_one && (whole.is_none() || id.len() == 18) {
            whole = Some((id.clone(), end));
        }
    }
    let unbroken =
        (start..range.end).take_while(|place| folded(chars[*place]).is_ascii_alphanumeric()).count();
    let (id, end) = whole.unwrap_or_else(|| {
        (chars[start..start + unbroken].iter().map(|c| folded(*c)).collect(), start + unbroken)
    });
    if id.is_empty() {
        return follow(pool, pieces(&reading.chars, range, ALL), None);
    }
    let before = chars[range.start..start].iter().any(|c| is_cjk(*c));
    let is_sure = tax_id::TaxId::parse(&id).is_ok() && !before;
    reading.name(TaxId, start, &id, is_sure);
    follow(pool, pieces(&reading.chars, range.start..start, ALL), Some(TaxId));
    follow(pool, pieces(&reading.chars, end..range.end, ALL), Some(TaxId));
}

fn follow(pool: &mut Vec<Pooled>, pieces: Vec<Piece>, follows: Option<InfoField>) {
    pool.extend(pieces.into_iter().map(|piece| Pooled { piece, follows }));
}

fn account(reading: &mut Reading<InfoField>, range: Range<usize>, pool: &mut Vec<Pooled>) {
    let found = pieces(&reading.chars, range.clone(), Numbers { of_all_kinds: false, least: 5, ..ALL });
    let Some(place) = found.iter().position(|piece| matches!(piece.shape, Shape::Digits(_))) else {
        return follow(pool, pieces(&reading.chars, range, ALL), None);
    };
    let (piece, start) = (&found[place], found[place].range.start);
    let Shape::Digits(Number { value, .. }) = &piece.shape else { return };
    let digits = value.chars().filter(char::is_ascii_digit).count();
    reading.name(BankAccount, start, value, (8..=32).contains(&digits));
    let end = piece.range.end;
    follow(pool, pieces(&reading.chars, range.start..start, ALL), None);
    follow(pool, pieces(&reading.chars, end..range.end, ALL), Some(BankAccount));
}

/// The values of one or several fields that a label names.
fn value(
    reading: &mut Reading<InfoField>,
    fields: &[InfoField],
    range: Range<usize>,
    pool: &mut Vec<Pooled>,
) {
    let numbers = Numbers { local: fields.contains(&Phone), ..ALL };
    let found = pieces(&reading.chars, range, numbers);
    let (mut last, mut is_below, mut place) = (None, false, 0);
    while place < found.len() {
        let piece = &found[place];
        is_below |= piece.gap == Gap::Line && last.is_some();
        let at = piece.range.start;
        let is_open = |field: InfoField| fields.contains(&field);
        match &piece.shape {
            Shape::Phone(number) if is_open(Phone) => {
                reading.name(Phone, at, &number.value, number.is_sure);
                last = Some(Phone);
            }
            Shape::Phone(number) | Shape::Digits(number) | Shape::TaxCode(number)
                if is_open(BankAccount) && !number.value.contains(|c: char| c.is_ascii_alphabetic()) =>
            {
                reading.name(BankAccount, at, &number.value, !matches!(piece.shape, Shape::Phone(_)));
                last = Some(BankAccount);
            }
            Shape::TaxCode(number) if is_open(TaxId) => {
                reading.name(TaxId, at, &number.value, number.is_sure);
                last = Some(TaxId);
            }
            Shape::Text
                if last.is_none()
                    || last.is_some_and(|last| fields.len() > 1 && !matches!(last, Name))
                    || fields.len() > 2 =>
            {
                let text: String = reading.text(piece.range.clone());
                let field = text_field(&text, fields, last.filter(|_| is_below));
                match field {
                    Some(field) if !reading.has(field) || last.is_none() => {
                        let many = run(&reading.chars, &found[place..], field);
                        let text = joined(&reading.chars, &found[place..place + many]);
                        let broken =
                            found[place + 1..place + many].iter().any(|piece| piece.gap == Gap::Line);
                        match before_glued_label(&reading.chars, &text, found[place + many - 1].range.end) {
                            Some(name) if field == Name => text_given(reading, field, at, name, false),
                            _ => text_given(reading, field, at, &text, !broken),
                        }
                        last = Some(field);
                        place += many;
                        continue;
                    }
                    _ => pool.push(Pooled { piece: piece.clone(), follows: last }),
                }
            }
            _ => pool.push(Pooled { piece: piece.clone(), follows: last }),
        }
        place += 1;
    }
}

/// A name whose end belongs to the label behind it, with nothing between them: `武汉大学公司税号：`.
fn before_glued_label<'t>(chars: &[char], name: &'t str, end: usize) -> Option<&'t str> {
    let is_glued = chars.get(end).is_some_and(|c| is_cjk(*c));
    let mut rests = ["公司", "单位", "银行", "企业"].iter().filter_map(|end| name.strip_suffix(end));
    rests.find(|rest| is_glued && is_body(rest))
}

/// Which of the fields of a label a text belongs to; in a line of its own, behind what was `last`, it has to look like it.
fn text_field(text: &str, fields: &[InfoField], last: Option<InfoField>) -> Option<InfoField> {
    let fits = |field: InfoField| match field {
        Name => is_body(text) && !is_bank(text),
        Bank => is_bank(text),
        Address => address_marks(text) > 0 && !is_bank(text),
        TaxId | Phone | BankAccount => false,
    };
    let texts = || fields.iter().copied().filter(|field| matches!(field, Name | Bank | Address));
    texts().find(|field| fits(*field)).or_else(|| texts().next().filter(|_| last.is_none()))
}

/// How many pieces from the first on are one value of a field.
fn run(chars: &[char], found: &[Piece], field: InfoField) -> usize {
    let text = |piece: &Piece| chars[piece.range.clone()].iter().collect::<String>();
    let goes_on = |piece: &&Piece| {
        let own = text(piece);
        let own = bare(&own);
        let other = match field {
            Name => is_bank(own) || (address_marks(own) > 1 && !is_body(own)),
            Bank => !is_bank(own) && (is_body(own) || address_marks(own) > 2),
            _ => is_bank(own) || own.ends_with("公司"),
        };
        let joins = match (field, piece.gap) {
            (_, Gap::Nothing) | (Name | Bank | Address, Gap::Blank) => true,
            (Bank, Gap::Line | Gap::Mark) => own.ends_with("行") || own.ends_with("部"),
            (Address, Gap::Line | Gap::Mark) => address_marks(own) > 0,
            _ => false,
        };
        piece.shape == Shape::Text
            && joins
            && !other
            && chars[..piece.range.start].last().is_none_or(|c| folded(*c) != ':')
    };
    1 + found[1..].iter().take_while(goes_on).count()
}

pub(super) fn text_given(
    reading: &mut Reading<InfoField>,
    field: InfoField,
    at: usize,
    text: &str,
    is_sure: bool,
) {
    let mut text = bare(text);
    if says_nothing(text) {
        return;
    }
    if field == Name {
        let (name, brackets) = without_brackets(text);
        if ["纳税人", "票", "抬头", "必填", "注意", "税", "原", "曾用", "简称", "公司"]
            .iter()
            .any(|word| brackets.contains(word))
        {
            reading.leave(at + 1, brackets);
            text = name;
        }
    }
    let is_plausible =
        text.chars().count() <= field.max_characters() && text.chars().any(|c| c.is_alphabetic());
    reading.name(field, at, text, is_sure && is_plausible);
}

/// What speaks against a value that was found.
fn tidied(mut reading: Reading<InfoField>) -> Pasted<InfoField> {
    let doubts = [
        (
            Name,
            reading
                .fields
                .get(&Name)
                .is_some_and(|name| name.chars().filter(char::is_ascii_digit).count() > 6),
        ),
        (
            Bank,
            reading.fields.get(&Bank).is_some_and(|bank| bank.ends_with("公司") || address_marks(bank) > 3),
        ),
        (
            Address,
            reading
                .fields
                .get(&Address)
                .is_some_and(|address| address.ends_with("公司") || address_marks(address) == 0),
        ),
        // A bank without anything of its customer's may be the buyer itself.
        (Bank, !reading.has(Name) && !reading.has(BankAccount) && reading.has(Bank)),
        (TaxId, reading.fields.get(&TaxId).is_some_and(|id| tax_id::TaxId::parse(id).is_err())),
    ];
    for (field, _) in doubts.into_iter().filter(|(_, doubted)| *doubted) {
        reading.unsure.insert(field);
    }
    reading.narrow(Address);
    reading.done()
}
