//! An address with its recipient and phone, as from a chat or a shop.

use std::ops::Range;

use super::labels::{Label, Means, Vocabulary, stretches};
use super::pieces::{Gap, Numbers, Piece, Shape, joined, pieces};
use super::words::{address_marks, bare, folded, is_body, is_cjk, says_nothing, without_brackets};
use super::{Pasted, Reading, region};
use crate::domain::address::AddressField::{self, Phone, Postcode, Recipient, Region, Street};

static LABELS: Vocabulary<AddressField> = Vocabulary {
    words: &[
        (
            Means::Field(Recipient),
            "收件人|收货人|收信人|收票人|接收人|签收人|收件方|收件联系人|姓名|收件人姓名|收货人姓名|联系人|联系人姓名|收件姓名|收货姓名\
            |RECIPIENT|CONSIGNEE|RECEIVER|ATTN|ATTENTION|CONTACT|CONTACT PERSON|CONTACT NAME|FULL NAME|NAME|TO|SHIP TO|DELIVER TO",
        ),
        (
            Means::Field(Phone),
            "电话|电话号码|手机|手机号|手机号码|联系电话|联系方式|联系手机|座机|固话|固定电话|收件电话|收货电话\
            |TEL|TEL NO|TELEPHONE|PHONE|PHONE NO|PHONE NUMBER|MOBILE|MOBILE NO|MOBILE PHONE|CELL|CELL PHONE|CONTACT NUMBER|CONTACT NO",
        ),
        (
            Means::Field(Region),
            "所在地区|所在区域|地区|省市区|省市县|所在省市|所在城市|省份|城市|区县|区域|省/市/区|PROVINCE|CITY|DISTRICT|REGION|AREA",
        ),
        (
            Means::Fields(&[Region, Street]),
            "地址|详细地址|街道地址|通讯地址|街道门牌|详址|STREET|STREET ADDRESS|DETAILED ADDRESS|SHIPPING ADDRESS|DELIVERY ADDRESS|MAILING ADDRESS|ADDRESS|ADDR|ADD",
        ),
        (
            Means::Field(Postcode),
            "邮编|邮政编码|邮政编号|邮政代码|POSTCODE|POST CODE|POSTAL CODE|ZIP|ZIP CODE|ZIPCODE",
        ),
        (
            Means::Other,
            "公司|公司名称|单位|单位名称|企业名称|备注|说明|邮箱|电子邮箱|订单号|订单编号|快递|快递公司|快递单号|运单号|物品|身份证|身份证号|寄件人|发件人|寄件人电话|寄件人地址|发件人电话\
            |发件人地址|寄件电话|寄件地址|发件地址|微信|微信号|QQ|税号|发票抬头|抬头|部门|数量|时间|EMAIL|E-MAIL|COMPANY|COMPANY NAME|REMARK|REMARKS|NOTE|ORDER NO|SENDER|FROM",
        ),
    ],
    bare: &[
        (Means::Field(Recipient), "收"),
        (Means::Field(Region), "省|市|区|县"),
        (Means::Field(Phone), "号码"),
    ],
    qualifiers: "收件人|收货人|收票人|收件|收货|收票|收信|邮寄|寄送|寄票|投递|快递|联系|联系人|接收|派送|配送|发票|我的|个人|RECIPIENT|CONTACT|SHIPPING|DELIVERY|MAILING|RECEIVER",
    numbers: &[Phone, Postcode],
};

const ALL: Numbers = Numbers { of_all_kinds: true, local: false, least: 9, postcode: true };

/// Takes apart an address as it comes from a chat or a shop, with recipient, phone and postcode.
///
/// The region is as far as the district, without what stands between its parts. Phone numbers lose their blanks and +86,
/// and have their extension behind a hyphen. A word in brackets behind a recipient is left over.
pub fn read_address_block(text: &str) -> Pasted<AddressField> {
    let mut reading = Reading::of(text);
    let mut pool = Vec::new();
    for (label, range) in stretches(&reading.chars, &LABELS) {
        match &label {
            Some(_) if says_nothing(&reading.text(range.clone())) => {}
            Some(label) if !label.fields.is_empty() => labelled(&mut reading, label, range, &mut pool),
            _ => {
                let line = reading.leave_line(label.as_ref(), range.clone());
                pool.extend(pieces(&reading.chars, line..range.end, ALL));
            }
        }
    }
    pooled(&mut reading, pool);
    reading.narrow(Street);
    reading.done()
}

fn labelled(
    reading: &mut Reading<AddressField>,
    label: &Label<AddressField>,
    range: Range<usize>,
    pool: &mut Vec<Piece>,
) {
    let takes = |field| label.fields.contains(&field);
    let numbers = Numbers { local: takes(Phone), ..ALL };
    let found = pieces(&reading.chars, range, numbers);
    let (mut place, mut has_text) = (0, false);
    while place < found.len() {
        let piece = &found[place];
        let at = piece.range.start;
        match &piece.shape {
            Shape::Phone(number) if takes(Phone) || !reading.has(Phone) => {
                reading.name(Phone, at, &number.value, number.is_sure);
            }
            Shape::Postcode(number) if takes(Postcode) => reading.give(Postcode, at, &number.value, true),
            Shape::Text if !has_text && takes(Street) => {
                let many = address_run(&reading.chars, &found[place..]);
                address(reading, at, &found[place..place + many], true);
                has_text = true;
                place += many;
                continue;
            }
            Shape::Text if !has_text && takes(Region) => {
                let many = found[place..]
                    .iter()
                    .take_while(|piece| {
                        piece.shape == Shape::Text && piece.gap != Gap::Line || piece.range.start == at
                    })
                    .count();
                region_named(reading, at, &joined(&reading.chars, &found[place..place + many]));
                has_text = true;
                place += many;
                continue;
            }
            Shape::Text if !has_text && takes(Recipient) => {
                let latin = |piece: &Piece| !reading.chars[piece.range.clone()].iter().any(|c| is_cjk(*c));
                let many = 1 + found[place + 1..]
                    .iter()
                    .take_while(|next| {
                        next.shape == Shape::Text && next.gap == Gap::Blank && latin(next) && latin(piece)
                    })
                    .count();
                recipient(reading, at, &joined(&reading.chars, &found[place..place + many]), true);
                has_text = true;
                place += many;
                continue;
            }
            _ => pool.push(piece.clone()),
        }
        place += 1;
    }
}

/// A region that a label names; what is below its district begins the street.
fn region_named(reading: &mut Reading<AddressField>, at: usize, text: &str) {
    let text = bare(text);
    let whole: String = text.chars().filter(|c| !c.is_whitespace() && !"-/,，、|>".contains(*c)).collect();
    let before = reading.fields.get(&Region).cloned().unwrap_or_default();
    // Province, city and district have a label each.
    if !before.is_empty()
        && !before.contains(&whole)
        && whole.chars().count() < 12
        && region::of(&whole).is_none_or(|found| found.parts < 2)
    {
        reading.fields.insert(Region, before + &whole);
        return;
    }
    match region::of(text) {
        Some(found) if found.parts > 1 && found.end < text.chars().count() => {
            reading.give(Region, at, &found.text, found.is_certain);
            let below: String = text.chars().skip(found.end).collect();
            reading.give(Street, at, bare(&below), false);
        }
        found => reading.give(Region, at, &whole, found.is_some() || whole.chars().count() <= 4),
    }
}

/// An address: its region, and the street behind it.
fn address(reading: &mut Reading<AddressField>, at: usize, parts: &[Piece], is_labelled: bool) {
    let text = joined(&reading.chars, parts);
    let mut text = bare(&text);
    for country in ["中华人民共和国", "中国"] {
        if let Some(rest) = text.strip_prefix(country).filter(|rest| region::of(bare(rest)).is_some()) {
            reading.leave(at, country);
            text = bare(rest);
        }
    }
    let found = region::of(text);
    let end = found.as_ref().map_or(0, |found| found.end);
    let street: String = text.chars().skip(end).collect();
    let street = bare(&street).trim_start_matches([' ', '-']);
    let begun = reading.fields.get(&Street).cloned();
    let mut is_sure = is_labelled || address_marks(text) > 2;
    if let Some(found) = found {
        let named = reading.fields.get(&Region).cloned();
        match named {
            // The street repeats the region, or the end of it, that has a label of its own.
            Some(named) => {
                is_sure &= named.ends_with(&found.text) || super::words::alike(&named, &found.text)
            }
            None => {
                // Where no district is found, the region may end elsewhere.
                is_sure &= found.is_certain;
                reading.give(Region, at, &found.text, found.is_certain);
            }
        }
    } else {
        is_sure &= reading.has(Region);
    }
    if street.is_empty() {
        return;
    }
    let is_broken = parts.iter().skip(1).any(|piece| piece.gap == Gap::Line);
    match begun {
        Some(begun) if reading.unsure.contains(&Street) && !begun.contains(street) => {
            // A street that began behind the region's label: 粤海街道.
            let whole = if street.starts_with(&begun) { street.to_owned() } else { begun + street };
            reading.fields.insert(Street, whole);
        }
        _ => {
            reading.name(Street, at, street, is_sure && !is_broken);
        }
    }
}

/// How many pieces from the first on are one address.
fn address_run(chars: &[char], found: &[Piece]) -> usize {
    const UNITS: [char; 12] = ['号', '楼', '层', '室', '栋', '座', '幢', '单', '院', '弄', '街', '路'];
    let text = |piece: &Piece| {
        let own: String = chars[piece.range.clone()].iter().collect();
        bare(&own).to_owned()
    };
    let is_place = |own: &str| address_marks(own) > 0 || region::of(own).is_some();
    let mut many = 1;
    while let Some(piece) = found.get(many).filter(|piece| piece.shape == Shape::Text) {
        let own = text(piece);
        let is_near = matches!(piece.gap, Gap::Nothing | Gap::Blank);
        // A short word behind an address may be a name that nobody knows, but not between two places: 广东 深圳 南山区.
        let is_short = piece.gap != Gap::Nothing && own.chars().count() <= 4 && own.chars().all(is_cjk);
        let is_between =
            found.get(many + 1).is_some_and(|next| next.gap == piece.gap && is_place(&text(next)));
        let may_be_name = is_person(&own) || (is_short && !own.starts_with(UNITS));
        let joins = is_place(&own)
            || (is_near && !may_be_name)
            || (is_between && is_short && own.chars().count() > 1);
        if !joins || folded(chars[piece.range.start - 1]) == ':' {
            break;
        }
        many += 1;
    }
    many
}

/// A recipient, without what is said about them in brackets, and without 收.
fn recipient(reading: &mut Reading<AddressField>, at: usize, text: &str, is_sure: bool) {
    let (name, brackets) = without_brackets(bare(text));
    let inside = bare(brackets);
    if !["收", "亲收", "收件人", "收货人", "启", "亲启"].contains(&inside) {
        reading.leave(at + 1, brackets);
    }
    let mut name = bare(name);
    for end in ["亲启", "亲收", "收件", "敬启", "收", "启"] {
        name = name.strip_suffix(end).filter(|rest| rest.chars().count() > 1).unwrap_or(name).trim_end();
    }
    for start in ["寄给", "送给", "给", "TO ", "To "] {
        name = name.strip_prefix(start).filter(|rest| rest.chars().count() > 1).unwrap_or(name).trim_start();
    }
    let is_plausible = name.chars().count() <= 20 && !name.chars().any(|c| c.is_ascii_digit());
    reading.name(Recipient, at, name, is_sure && is_plausible);
}

const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亚泽宝";

/// Whether a text is the name of a person, as one writes it on a parcel.
fn is_person(text: &str) -> bool {
    let (plain, _) = without_brackets(text);
    let plain = plain.trim_end_matches(['收', '启']).trim();
    let titles = [
        "先生", "女士", "小姐", "老师", "经理", "总", "会计", "主任", "同学", "师傅", "老板", "财务", "出纳",
        "助理", "阿姨", "同志",
    ];
    let title = titles.iter().find_map(|title| plain.strip_suffix(title));
    let name = title.unwrap_or(plain);
    let count = name.chars().count();
    let is_cjk_name = name.chars().all(|c| is_cjk(c) || c == '·' || c == '•');
    let is_known = name.chars().next().is_some_and(|first| SURNAMES.contains(first))
        || [
            "欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "东方",
            "宇文", "长孙",
        ]
        .iter()
        .any(|two| name.starts_with(two));
    let is_long = name.contains(['·', '•']) && count <= 16;
    let asks = plain.contains(['寄', '送', '请', '给', '到', '发', '您', '谢', '烦', '址', '的', '默', '认']);
    let is_place = region::of(plain).is_some() || address_marks(plain) > 1;
    is_cjk_name
        && !asks
        && !is_place
        && !is_body(plain)
        && (is_long || (is_known && count >= if title.is_some() { 1 } else { 2 } && count <= 4))
}

fn pooled(reading: &mut Reading<AddressField>, pool: Vec<Piece>) {
    let mut names: Vec<(usize, String)> = Vec::new();
    let mut phones = Vec::new();
    let mut place = 0;
    while place < pool.len() {
        let piece = &pool[place];
        let at = piece.range.start;
        match &piece.shape {
            Shape::Phone(number) => phones.push((at, number.clone())),
            Shape::Postcode(number) => {
                reading.give(Postcode, at, &number.value, is_alone(&reading.chars, piece))
            }
            Shape::TaxCode(_) | Shape::Digits(_) => {
                let text = reading.text(piece.range.clone());
                reading.leave(at, &text);
            }
            Shape::Text => {
                let own = reading.text(piece.range.clone());
                let own = bare(&own).to_owned();
                let is_place = address_marks(&own) > 0 || region::of(&own).is_some();
                if is_place && !is_person(&own) {
                    place += placed(reading, &pool[place..], &own, &mut names);
                    continue;
                }
                names.push((at, own));
            }
        }
        place += 1;
    }
    phones_given(reading, &phones);
    names_given(reading, names);
}

/// An address among pieces that no label speaks for, of which `own` is the first; how many it takes. A person's name may
/// stand directly before it or behind it, and some other word before it.
fn placed(
    reading: &mut Reading<AddressField>,
    pool: &[Piece],
    own: &str,
    names: &mut Vec<(usize, String)>,
) -> usize {
    let at = pool[0].range.start;
    let whole = reading.text(pool[0].range.clone());
    let lead = whole.find(own).map_or(0, |lead| whole[..lead].chars().count());
    let before = match begins_with_person(own) {
        Some(name) => {
            names.push((at, name.to_owned()));
            reading.unsure.insert(Recipient);
            name.chars().count()
        }
        None => {
            let before = before_region(own);
            reading.leave(at, &own.chars().take(before).collect::<String>());
            before
        }
    };
    let mut parts = pool.to_vec();
    parts[0].range.start += lead + before;
    parts.truncate(address_run(&reading.chars, &parts));
    let many = parts.len();
    if let Some((end, name)) = ends_with_person(&reading.chars, &parts, pool.get(many)) {
        names.push((end, name));
        reading.unsure.extend([Recipient, Street]);
        parts[many - 1].range.end = end;
    }
    address(reading, at, &parts, false);
    if parts.iter().any(|part| bare(&reading.text(part.range.clone())).ends_with("公司")) {
        reading.unsure.insert(Street);
    }
    many
}

/// Of several phone numbers the first mobile one.
fn phones_given(reading: &mut Reading<AddressField>, phones: &[(usize, super::numbers::Number)]) {
    let is_mobile = |(_, number): &&(usize, super::numbers::Number)| number.value.starts_with('1');
    let best = phones.iter().find(is_mobile).or(phones.first());
    if !reading.has(Phone)
        && let Some((at, number)) = best
    {
        reading.give(Phone, *at, &number.value, number.is_sure);
    }
    for (at, number) in phones {
        reading.name(Phone, *at, &number.value, true);
    }
}

/// Texts that are no place: the best name is the recipient's, a company's where there is no person's.
fn names_given(reading: &mut Reading<AddressField>, names: Vec<(usize, String)>) {
    let looks = |name: &str| {
        let is_latin = name.chars().all(|c| c.is_ascii_alphabetic() || " .-'".contains(c)) && name.len() < 30;
        match name {
            name if is_person(name) => 3,
            _ if is_latin => 2,
            name if is_body(name) => 1,
            _ => 0,
        }
    };
    let short = |name: &str| (1..=5).contains(&name.chars().count()) && name.chars().all(is_cjk);
    let best = names.iter().map(|(_, name)| looks(name)).max().unwrap_or(0);
    let chosen = names.iter().position(|(_, name)| if best > 0 { looks(name) == best } else { short(name) });
    let is_only = names.iter().filter(|(_, name)| looks(name) == best).count() == 1;
    for (i, (at, name)) in names.iter().enumerate() {
        if Some(i) == chosen && !reading.has(Recipient) {
            recipient(reading, *at, name, best == 3 && is_only);
        } else {
            reading.leave(*at, name);
            if reading.chars[..*at].iter().rev().find(|c| **c != ' ').is_some_and(|c| *c != '\n')
                && reading.has(Street)
                && looks(name) == 0
            {
                reading.unsure.insert(Street);
            }
        }
    }
}

/// Whether six digits stand at an end of their line, or between signs: not behind the number of a house.
fn is_alone(chars: &[char], piece: &Piece) -> bool {
    let after = chars[piece.range.end..].iter().find(|c| **c != ' ');
    let before = chars[..piece.range.start].iter().rev().find(|c| **c != ' ');
    let is_end = |c: Option<&char>| c.is_none_or(|c| !super::words::is_word(*c));
    is_end(after) || is_end(before)
}

/// A person's name directly before a region.
fn begins_with_person(text: &str) -> Option<&str> {
    let starts = text.char_indices().map(|(i, _)| i).skip(2).take(3);
    let is_region = region::of(text).is_some_and(|found| found.is_certain);
    let begins = |(name, rest): &(&str, &str)| {
        is_person(name) && region::of(rest).is_some_and(|found| found.parts > 1)
    };
    starts.map(|start| text.split_at(start)).find(begins).map(|(name, _)| name).filter(|_| !is_region)
}

/// A person's name at the end of an address, directly behind the number of a room, a floor or a house.
fn ends_with_person(chars: &[char], parts: &[Piece], next: Option<&Piece>) -> Option<(usize, String)> {
    let last = parts.last()?;
    let text: String = chars[last.range.clone()].iter().collect();
    let calls = text.trim_end().ends_with(['收', '启'])
        || next.is_some_and(|next| matches!(next.shape, Shape::Phone(_)) && next.gap == Gap::Nothing);
    let place = text.rfind(['号', '楼', '层', '室', '栋', '座', '房', '厦', '场', '幢', '元'])?;
    let start = place + text[place..].chars().next()?.len_utf8();
    let name = text[start..].trim();
    (calls && is_person(name)).then(|| (last.range.start + text[..start].chars().count(), name.to_owned()))
}

/// How many characters stand before a region that a text has further on: `麻烦寄到广东省…`.
fn before_region(text: &str) -> usize {
    if region::of(text).is_some_and(|found| found.is_certain) {
        return 0;
    }
    let starts = text.char_indices().take(16);
    let begins =
        |start: usize| region::of(&text[start..]).is_some_and(|found| found.is_certain && found.parts > 1);
    let wholes = starts.filter(|(start, _)| {
        ["省", "市", "自治区"].iter().any(|end| text[*start..].contains(end)) && begins(*start)
    });
    // The last place where a region begins is that without what is said before it.
    let last =
        wholes.map(|(start, _)| start).filter(|start| region::begins_with_province(&text[*start..])).last();
    last.map_or(0, |start| text[..start].chars().count())
}
