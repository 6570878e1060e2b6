//! Real-looking blocks of many shapes, and blocks that are put together at random: what is found is right or marked.

use std::collections::BTreeMap;

use super::{Pasted, read_address_block, read_title_block};
use crate::domain::address::AddressField;
use crate::domain::invoice_info::InfoField;

/// Blocks, each with the fields that are in it.
const TITLES: &str = include_str!("title_blocks.txt");
const ADDRESSES: &str = include_str!("address_blocks.txt");

/// How many fields were right, and how many there were; what is wrong has to be marked.
#[derive(Default)]
struct Count {
    right: usize,
    all: usize,
    unmarked: Vec<String>,
}

impl Count {
    fn of<F: Ord + Copy + std::fmt::Debug>(
        &mut self,
        block: &str,
        wanted: &BTreeMap<F, String>,
        found: &Pasted<F>,
    ) {
        self.all += wanted.len();
        for (field, value) in wanted {
            self.right += usize::from(found.fields.get(field) == Some(value));
        }
        for (field, value) in &found.fields {
            if wanted.get(field) != Some(value) && !found.unsure.contains(field) {
                self.unmarked.push(format!("{field:?} {value:?} of\n{block}"));
            }
        }
    }

    #[track_caller]
    fn check(&self) {
        assert!(self.unmarked.is_empty(), "wrong and not marked:\n{}", self.unmarked.join("\n"));
        assert!(self.right * 100 >= self.all * 95, "{} of {} fields are right", self.right, self.all);
    }
}

fn counted<F>(blocks: &str, read: fn(&str) -> Pasted<F>) -> (usize, Count)
where
    F: Ord + Copy + std::fmt::Debug + serde::de::DeserializeOwned,
{
    let mut count = Count::default();
    let all: Vec<&str> = blocks.trim_end().split("\n====\n").collect();
    for block in &all {
        let (text, wanted) = block.rsplit_once("\n=> ").expect("a block and its fields");
        count.of(text, &serde_json::from_str(wanted).expect("fields"), &read(text));
    }
    (all.len(), count)
}

#[test]
fn title_blocks_as_people_send_them_are_taken_apart() {
    let (blocks, count) = counted::<InfoField>(TITLES, read_title_block);
    assert!(blocks >= 80, "{blocks}");
    count.check();
}

#[test]
fn addresses_as_people_send_them_are_taken_apart() {
    let (blocks, count) = counted::<AddressField>(ADDRESSES, read_address_block);
    assert!(blocks >= 70, "{blocks}");
    count.check();
}

/// Numbers that look random, and are the same each time.
struct Dice(u64);

impl Dice {
    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        &of[(self.0 >> 33) as usize % of.len()]
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let places: Vec<usize> = (0..=last).collect();
            items.swap(last, *self.pick(&places));
        }
    }
}

/// A field's value, and the labels that people give it.
struct Part<F>(F, &'static [&'static str], &'static [&'static str]);

const TITLE_PARTS: [Part<InfoField>; 6] = [
    Part(
        InfoField::Name,
        &["名称", "公司名称", "单位名称", "抬头", "发票抬头", "Company Name", "户名"],
        &[
            "深圳市云岭贸易有限公司",
            "云岭（北京）科技有限责任公司",
            "上海青禾信息科技合伙企业（有限合伙）",
            "深圳市云岭小学",
        ],
    ),
    Part(
        InfoField::TaxId,
        &["税号", "纳税人识别号", "统一社会信用代码", "税 号", "Tax ID", "识别号"],
        &["91440300MA0DEM01X2", "91110108MA01TERT2A", "914403007123456789"],
    ),
    Part(
        InfoField::Address,
        &["地址", "注册地址", "单位地址", "公司地址", "Address"],
        &[
            "深圳市南山区测试路1号云岭大厦5楼",
            "北京市海淀区中关村大街1号院3号楼501室",
            "浙江省杭州市西湖区文三路 88 号",
        ],
    ),
    Part(
        InfoField::Phone,
        &["电话", "注册电话", "联系电话", "公司电话", "Tel", "电 话"],
        &["0755-12345678", "010-62531188", "13800000000", "0571-88886666-802"],
    ),
    Part(
        InfoField::Bank,
        &["开户行", "开户银行", "基本户开户行", "银行名称", "Bank", "开 户 行"],
        &["招商银行深圳南山支行", "中国工商银行股份有限公司北京中关村支行", "杭州联合农村商业银行西湖支行"],
    ),
    Part(
        InfoField::BankAccount,
        &["账号", "银行账号", "帐号", "开户账号", "Account No.", "账 号"],
        &["755900001110000", "4000021234567890123", "62220212345678901"],
    ),
];

const ADDRESS_PARTS: [Part<AddressField>; 4] = [
    Part(
        AddressField::Recipient,
        &["收件人", "收货人", "姓名", "联系人", "Recipient"],
        &["张三", "欧阳娜娜", "王小二", "刘女士"],
    ),
    Part(
        AddressField::Phone,
        &["电话", "手机", "手机号码", "联系方式", "Phone"],
        &["13800000000", "0755-12345678", "15912345678"],
    ),
    Part(
        AddressField::Street,
        &["地址", "收货地址", "详细地址", "邮寄地址", "Address"],
        &["测试路1号云岭大厦5楼", "中关村大街 1 号院 3 号楼 501 室", "粤海街道科技南路8号"],
    ),
    Part(AddressField::Postcode, &["邮编", "邮政编码", "Postcode"], &["518057", "100080"]),
];

const REGIONS: [&str; 6] = [
    "广东省深圳市南山区",
    "北京市海淀区",
    "浙江省杭州市西湖区",
    "新疆维吾尔自治区伊犁哈萨克自治州伊宁市",
    "江苏省昆山市",
    "内蒙古自治区锡林郭勒盟二连浩特市",
];

const COLONS: [&str; 5] = ["：", ":", ": ", " ： ", "\t"];
const BETWEEN_LABELLED: [&str; 8] = ["\n", "\r\n", "；", "，", "  ", "\t", "\n\n", " "];
const BETWEEN_BARE: [&str; 4] = ["\n", "\t", " | ", "；"];

/// So many blocks of each kind.
const BLOCKS: u64 = 1500;

#[test]
fn a_title_block_is_read_in_any_order_with_any_labels_and_signs() {
    let mut count = Count::default();
    for seed in 0..BLOCKS {
        let mut dice = Dice(seed);
        let is_labelled = *dice.pick(&[true, true, false]);
        let between = *dice.pick(if is_labelled { &BETWEEN_LABELLED[..] } else { &BETWEEN_BARE });
        let colon = *dice.pick(&COLONS);
        let mut wanted = BTreeMap::new();
        let mut said = Vec::new();
        for Part(field, labels, values) in &TITLE_PARTS {
            let value = *dice.pick(values);
            let label = *dice.pick(labels);
            let kept = *dice.pick(&[true, true, true, true, false]) || *field == InfoField::Name;
            if kept {
                wanted.insert(*field, value.to_owned());
                said.push(if is_labelled { format!("{label}{colon}{value}") } else { value.to_owned() });
            }
        }
        dice.shuffle(&mut said);
        let mut block = said.join(between);
        if *dice.pick(&[true, false, false]) {
            block = block.chars().map(widened).collect();
        }
        count.of(&block, &wanted, &read_title_block(&block));
    }
    count.check();
}

/// Digits as an input method for Chinese writes them.
fn widened(c: char) -> char {
    if c.is_ascii_digit() { char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c) } else { c }
}

#[test]
fn an_address_is_read_in_any_order_with_any_labels_and_signs() {
    let mut count = Count::default();
    for seed in 0..BLOCKS {
        let mut dice = Dice(seed);
        let is_labelled = *dice.pick(&[true, true, false]);
        let between = *dice.pick(if is_labelled {
            &BETWEEN_LABELLED[..]
        } else {
            &["\n", "，", " ", "\t", "；"][..]
        });
        let colon = *dice.pick(&COLONS);
        let mut wanted = BTreeMap::new();
        let mut said = Vec::new();
        for Part(field, labels, values) in &ADDRESS_PARTS {
            let value = *dice.pick(values);
            let label = *dice.pick(labels);
            let mut text = value.to_owned();
            if *field == AddressField::Street {
                let region = *dice.pick(&REGIONS);
                wanted.insert(AddressField::Region, region.to_owned());
                text = format!("{region}{}{value}", dice.pick(&["", " ", ""]));
            }
            wanted.insert(*field, value.to_owned());
            said.push(if is_labelled { format!("{label}{colon}{text}") } else { text });
        }
        dice.shuffle(&mut said);
        let block = said.join(between);
        count.of(&block, &wanted, &read_address_block(&block));
    }
    count.check();
}

#[test]
fn what_is_left_over_is_said_and_nothing_is_made_up() {
    for text in
        ["", " \n ", "谢谢", "👍👍", "https://example.com/a?b=1", "：：：", "（）", "12", &"长".repeat(5000)]
    {
        let (title, address) = (read_title_block(text), read_address_block(text));
        assert!(title.fields.is_empty() || title.unsure.len() == title.fields.len(), "{text} {title:?}");
        assert!(
            address.fields.is_empty() || address.unsure.len() == address.fields.len(),
            "{text} {address:?}"
        );
    }
    let read = read_title_block("名称：深圳市云岭贸易有限公司\n备注：加急\n传真：0755-12345679");
    assert_eq!(read.left, "备注：加急\n传真：0755-12345679");
    assert_eq!(read.fields.len(), 1);
}
