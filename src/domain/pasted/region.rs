//! Province, city and district at the beginning of an address. There is no list of cities and districts: they are known
//! by their ends (市, 自治州, 区, 县, 旗 …), provinces by their names.

use super::words::is_cjk;

/// Where an address is, as far as its district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Region {
    /// Without what stands between its parts.
    pub text: String,
    /// How many characters of the text it takes.
    pub end: usize,
    /// How many of province, city and district are named.
    pub parts: usize,
    /// Whether there is a district below a province or a city.
    pub is_certain: bool,
}

const MUNICIPALITIES: [&str; 4] = ["北京", "天津", "上海", "重庆"];

const PROVINCES: [&str; 23] = [
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
    "台湾",
];

/// Autonomous and special regions, and what their whole names end with.
const OTHERS: [(&str, &str); 7] = [
    ("内蒙古", "自治区"),
    ("广西", "壮族自治区"),
    ("西藏", "自治区"),
    ("宁夏", "回族自治区"),
    ("新疆", "维吾尔自治区"),
    ("香港", "特别行政区"),
    ("澳门", "特别行政区"),
];

/// What only belongs to codes of divisions, and stands between city and district in some shops.
const BETWEEN: [&str; 4] = ["市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖"];

/// Where a text is that begins with a region; none where it does not.
pub(super) fn of(text: &str) -> Option<Region> {
    let chars: Vec<char> = text.chars().collect();
    let mut reader = Reader { chars: &chars, at: 0, text: String::new(), parts: 0 };
    let province = reader.province();
    let was = reader.at;
    let has_city = reader.city(province.is_some());
    let district = reader.district(province.as_deref(), has_city);
    let has_whole_name = province.as_deref().is_some_and(|name| !is_short(name));
    // The short name of a province may be the beginning of anything: 北京路.
    if reader.parts == 0
        || (!has_whole_name && province.is_some() && reader.at == was && !parted(&chars, was))
    {
        return None;
    }
    let is_certain = district.is_some_and(|is_certain| is_certain) && (province.is_some() || has_city);
    Some(Region { text: reader.text, end: reader.at, parts: reader.parts, is_certain })
}

/// Whether a text begins with the name of a province, whole or short.
pub(super) fn begins_with_province(text: &str) -> bool {
    let all = MUNICIPALITIES.iter().chain(&PROVINCES).copied().chain(OTHERS.map(|(name, _)| name));
    all.into_iter().any(|name| text.starts_with(name))
}

/// Whether a word stands alone: what is behind it is a sign or the end.
fn parted(chars: &[char], end: usize) -> bool {
    chars.get(end).is_none_or(|c| is_sign(*c))
}

fn is_short(name: &str) -> bool {
    MUNICIPALITIES.contains(&name)
        || PROVINCES.contains(&name)
        || OTHERS.iter().any(|(short, _)| *short == name)
}

fn is_sign(c: char) -> bool {
    c.is_whitespace() || "-/,，、·|>—_\\".contains(c)
}

struct Reader<'c> {
    chars: &'c [char],
    at: usize,
    text: String,
    parts: usize,
}

impl Reader<'_> {
    /// Behind the signs that may stand before the next part.
    fn next(&self) -> usize {
        let signs = self.chars[self.at..].iter().take_while(|c| is_sign(**c)).count();
        if self.at == 0 { 0 } else { self.at + signs }
    }

    fn stands(&self, from: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(i, c)| self.chars.get(from + i) == Some(&c))
    }

    fn take(&mut self, from: usize, end: usize) {
        self.text.extend(&self.chars[from..end]);
        self.at = end;
        self.parts += 1;
    }

    fn province(&mut self) -> Option<String> {
        let ended = |short: &&str, end: &str| {
            let whole = format!("{short}{end}");
            self.stands(0, &whole).then_some(whole)
        };
        let municipal = MUNICIPALITIES.iter().find_map(|name| ended(name, "市"));
        let provincial = || PROVINCES.iter().find_map(|name| ended(name, "省"));
        let autonomous = || OTHERS.iter().find_map(|(name, end)| ended(name, end));
        let found = municipal.or_else(provincial).or_else(autonomous).or_else(|| {
            let all = MUNICIPALITIES.iter().chain(&PROVINCES).copied().chain(OTHERS.map(|(name, _)| name));
            let short = all.into_iter().find(|name| self.stands(0, name))?;
            // 吉林市 is a city.
            (self.chars.get(short.chars().count()) != Some(&'市')).then(|| short.to_owned())
        })?;
        self.take(0, found.chars().count());
        Some(found)
    }

    /// Takes the city, or what is at its level; whether there is one.
    fn city(&mut self, has_province: bool) -> bool {
        let from = self.next();
        // The name of a municipality is said twice by shops: 上海 上海市 浦东新区.
        let again =
            MUNICIPALITIES.iter().find(|name| self.text.starts_with(**name) && self.stands(from, name));
        if let Some(name) = again {
            let end = from + name.chars().count();
            self.take(from, end + usize::from(self.chars.get(end) == Some(&'市')));
            self.parts -= 1;
            return true;
        }
        if let Some(word) = BETWEEN.iter().find(|word| self.stands(from, word)) {
            self.at = from + word.chars().count();
            return false;
        }
        let name = self.name(from);
        for (i, c) in name.iter().enumerate().skip(1) {
            let end = from + i + 1;
            let before: String = name[..i].iter().collect();
            let is_city = match c {
                '市' => i <= 5 && self.chars.get(end) != Some(&'区') && !before.ends_with(['县', '区']),
                '州' => before.ends_with("自治") && i <= 14,
                '区' => before.ends_with('地') && (2..=5).contains(&(i - 1)) && has_province,
                '盟' => i <= 5,
                _ => false,
            };
            if is_city {
                // 津市市
                let end = end + usize::from(*c == '市' && self.chars.get(end) == Some(&'市'));
                self.take(from, end);
                if let Some(word) = BETWEEN.iter().find(|word| self.stands(self.at, word)) {
                    self.at += word.chars().count();
                }
                return true;
            }
        }
        // Without its end, between signs: 广东 深圳 南山区.
        let is_bare = has_province
            && from > self.at
            && (2..=5).contains(&name.len())
            && parted(self.chars, from + name.len());
        if is_bare && !name.iter().any(|c| "区县旗".contains(*c)) {
            let saved = (self.at, self.text.len(), self.parts);
            self.take(from, from + name.len());
            if self.clone_at().district(None, true).is_some() {
                return true;
            }
            (self.at, self.parts) = (saved.0, saved.2);
            self.text.truncate(saved.1);
        }
        false
    }

    fn clone_at(&self) -> Self {
        Self { chars: self.chars, at: self.at, text: String::new(), parts: 0 }
    }

    /// The characters from here that can be of a name: as far as the first sign, number or part of a street's name.
    fn name(&self, from: usize) -> &[char] {
        const STREETS: &str = "路街巷弄号镇乡村园道";
        let rest = &self.chars[from.min(self.chars.len())..];
        let is_end = |(i, c): (usize, &char)| {
            let next = rest.get(i + 1);
            // 道里区, 镇江市, 路南区; 新乡市, 景德镇市.
            let is_of_name = i == 0
                || (*c == '乡' && next == Some(&'族'))
                || ("乡镇".contains(*c) && i <= 2 && matches!(next, Some('市' | '县')));
            !is_cjk(*c)
                || (STREETS.contains(*c)
                    && !is_of_name
                    && !(*c == '园' && rest[..i].ends_with(&['工', '业']) && next == Some(&'区')))
        };
        let count = rest.iter().enumerate().position(|(i, c)| is_end((i, c))).unwrap_or(rest.len());
        &rest[..count.min(24)]
    }

    /// Takes the district; whether it is certainly one.
    fn district(&mut self, province: Option<&str>, has_city: bool) -> Option<bool> {
        let from = self.next();
        let name = self.name(from);
        let has_more = province.is_some() || has_city;
        let is_mongolian =
            province.is_some_and(|name| name.starts_with("内蒙古")) || self.text.ends_with('盟');
        for (i, c) in name.iter().enumerate().skip(1) {
            let before: String = name[..i].iter().collect();
            let next = self.chars.get(from + i + 1);
            let certain = match c {
                '区' => zone(&before, i, has_more),
                '县' if before.ends_with("自治") => (i <= 20).then_some(true),
                '县' => (i <= 7).then_some(true),
                '旗' if next != Some(&'区') => (is_mongolian || before.ends_with("自治")).then_some(true),
                '市' if has_city && next != Some(&'区') => (i <= 5).then_some(true),
                _ => None,
            };
            if let Some(is_certain) = certain {
                let end = from + i + 1 + usize::from(*c == '市' && next == Some(&'市'));
                self.take(from, end);
                self.below_xiongan();
                return Some(is_certain);
            }
        }
        None
    }

    /// 雄安新区 has counties of its own.
    fn below_xiongan(&mut self) {
        let county = ["雄县", "容城县", "安新县"].iter().find(|county| self.stands(self.next(), county));
        if let Some(county) = county.filter(|_| self.text.ends_with("雄安新区")) {
            let from = self.next();
            self.take(from, from + county.chars().count());
        }
    }
}

/// Whether what ends with 区 is a district, and whether it is certain: a quarter or an industrial estate is none.
fn zone(before: &str, length: usize, has_more: bool) -> Option<bool> {
    if before.ends_with("开发")
        || before.ends_with("产业示范")
        || before.ends_with("实验")
        || before.ends_with("试验")
    {
        return (length <= 14 && has_more).then_some(before.ends_with("开发"));
    }
    if before.ends_with("工业园")
        || before.ends_with("保税")
        || before.ends_with("度假")
        || before.ends_with("管理")
    {
        return (length <= 8 && has_more).then_some(false);
    }
    let is_part = before.ends_with([
        '小', '社', '园', '厂', '校', '库', '片', '景', '院', '宅', '活', '业', '务', '储', '办', '公', '宿',
    ]);
    (!is_part && length <= if before.ends_with('族') { 14 } else { 8 }).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_ends_with_its_district() {
        for (text, wanted) in [
            ("广东省深圳市南山区测试路1号", "广东省深圳市南山区"),
            ("广东 深圳 南山区 测试路1号", "广东深圳南山区"),
            ("广东深圳南山区测试路1号", "广东深圳南山区"),
            ("广东省-深圳市-南山区 测试路", "广东省深圳市南山区"),
            ("北京市朝阳区测试路1号", "北京市朝阳区"),
            ("北京 北京市 朝阳区 测试路", "北京北京市朝阳区"),
            ("上海浦东新区测试路1号", "上海浦东新区"),
            ("北京市市辖区海淀区测试路", "北京市海淀区"),
            ("重庆市彭水苗族土家族自治县汉葭街道", "重庆市彭水苗族土家族自治县"),
            ("内蒙古自治区锡林郭勒盟东乌珠穆沁旗测试街", "内蒙古自治区锡林郭勒盟东乌珠穆沁旗"),
            ("内蒙古呼伦贝尔市鄂伦春自治旗阿里河镇", "内蒙古呼伦贝尔市鄂伦春自治旗"),
            ("新疆维吾尔自治区伊犁哈萨克自治州伊宁市测试路", "新疆维吾尔自治区伊犁哈萨克自治州伊宁市"),
            ("新疆阿克苏地区库车市天山路", "新疆阿克苏地区库车市"),
            ("浙江省金华市义乌市稠城街道", "浙江省金华市义乌市"),
            ("江苏省昆山市玉山镇", "江苏省昆山市"),
            ("湖北省荆州市沙市区北京路", "湖北省荆州市沙市区"),
            ("湖南省常德市津市市孟姜女大道", "湖南省常德市津市市"),
            ("河北省唐山市路北区建设路", "河北省唐山市路北区"),
            ("河南省新乡市红旗区平原路", "河南省新乡市红旗区"),
            ("江西省景德镇市珠山区瓷都大道", "江西省景德镇市珠山区"),
            ("湖北省神农架林区松柏镇", "湖北省神农架林区"),
            ("四川省成都市高新区天府大道", "四川省成都市高新区"),
            ("四川省成都市天府新区华阳街道", "四川省成都市天府新区"),
            ("辽宁省大连市经济技术开发区金马路", "辽宁省大连市经济技术开发区"),
            ("河北省雄安新区容城县奥威路", "河北省雄安新区容城县"),
            ("贵州省六盘水市六枝特区那平路", "贵州省六盘水市六枝特区"),
            ("深圳市南山区测试路", "深圳市南山区"),
            ("吉林市船营区北京路1号", "吉林市船营区"),
            ("成都市双流区测试路", "成都市双流区"),
            ("福建省莆田市城厢区测试路", "福建省莆田市城厢区"),
            ("海南省三亚市吉阳区迎宾路", "海南省三亚市吉阳区"),
        ] {
            let region = of(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (region.text.as_str(), region.is_certain || region.parts > 1),
                (wanted, true),
                "{text}"
            );
        }
    }

    #[test]
    fn a_street_or_a_quarter_is_no_district() {
        for (text, wanted) in [
            ("广东省东莞市长安镇振安路1号工业区", Some("广东省东莞市")),
            ("深圳市科技园南区测试路", Some("深圳市")),
            ("北京路1号", None),
            ("上海云岭科技有限公司", None),
            ("阳光小区3栋", None),
        ] {
            assert_eq!(of(text).map(|region| region.text).as_deref(), wanted, "{text}");
        }
    }
}
