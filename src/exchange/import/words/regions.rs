//! Countries, regions, provinces and their codes.

use super::{Dictionary, plain};
use crate::domain::account::Region;
use crate::exchange::word_list::WordList;

/// The region of a country's name or code, of a province, or of a part of the country.
pub(in super::super) fn region(text: &str) -> Option<Region> {
    static WHOLE: Dictionary<Region> = Dictionary::new(&[
        (Region::HongKongMacaoTaiwan, "hk, mo, tw, hkg, mac, twn"),
        (Region::Mainland, MAINLAND),
        (Region::Overseas, OVERSEAS_ZH),
        (Region::Overseas, OVERSEAS_EN),
        (Region::Overseas, OVERSEAS_CODES),
    ]);
    const OFFSHORE: WordList = WordList("香港, 澳门, 台湾, 港澳台, hongkong, macau, macao, taiwan");
    const OUTSIDE: WordList = WordList("海外, 境外, 国外, overseas, international, foreign");
    let plain = plain(text);
    // 中国香港, Hong Kong SAR China: the place counts, not the state.
    if OFFSHORE.is_in(&plain) {
        return Some(Region::HongKongMacaoTaiwan);
    }
    if let Some(region) = WHOLE.words().get(plain.as_str()) {
        return Some(*region);
    }
    // 非中国大陆, outside China.
    if OUTSIDE.begins(&plain) {
        return Some(Region::Overseas);
    }
    let is_mainland = PARTS.begins(&plain) || plain.ends_with(['市', '省', '县']);
    is_mainland.then_some(Region::Mainland)
}

const MAINLAND: &str = "cn, chn, prc, 156, mainland, mainlandchina, chinamainland, chinese, 大陆, 内地, 国内, 境内, 本国, 中华人民共和国, \
     peoplesrepublicofchina, thepeoplesrepublicofchina, domestic";

/// What names of places in the mainland begin with.
const PARTS: WordList = WordList(
    "中国, 中华人民共和国, china, prchina, 北京, 天津, 上海, 重庆, 河北, \
     山西, 辽宁, 吉林, 黑龙江, 江苏, 浙江, 安徽, 福建, 江西, 山东, 河南, 湖北, 湖南, 广东, 海南, 四川, \
     贵州, 云南, 陕西, 甘肃, 青海, 内蒙古, 广西, 西藏, 宁夏, 新疆, 华东, 华南, 华北, 华中, 西南, 西北, \
     东北, beijing, tianjin, shanghai, chongqing, hebei, shanxi, liaoning, jilin, heilongjiang, jiangsu, \
     zhejiang, anhui, fujian, jiangxi, shandong, henan, hubei, hunan, guangdong, hainan, sichuan, \
     guizhou, yunnan, shaanxi, gansu, qinghai, innermongolia, neimenggu, guangxi, tibet, xizang, ningxia, \
     xinjiang, guangzhou, shenzhen, hangzhou, nanjing, wuhan, chengdu, suzhou",
);

const OVERSEAS_ZH: &str = "海外, 境外, 国外, 外国, 国际, 其他国家, 其他国家或地区, 新加坡, 马来西亚, 泰国, 越南, 印度尼西亚, 印尼, 菲律宾, 缅甸, 柬埔寨, 老挝, 文莱, \
     东帝汶, 日本, 韩国, 南韩, 大韩民国, 朝鲜, 蒙古, 蒙古国, 印度, 巴基斯坦, 孟加拉国, 孟加拉, 斯里兰卡, 尼泊尔, 不丹, 马尔代夫, 阿富汗, \
     哈萨克斯坦, 乌兹别克斯坦, 吉尔吉斯斯坦, 塔吉克斯坦, 土库曼斯坦, 伊朗, 伊拉克, 以色列, 巴勒斯坦, 约旦, 黎巴嫩, 叙利亚, 沙特阿拉伯, 沙特, \
     阿联酋, 阿拉伯联合酋长国, 卡塔尔, 科威特, 巴林, 阿曼, 也门, 土耳其, 塞浦路斯, 格鲁吉亚, 亚美尼亚, 阿塞拜疆, 俄罗斯, 俄罗斯联邦, 乌克兰, \
     白俄罗斯, 摩尔多瓦, 英国, 大不列颠, 爱尔兰, 法国, 德国, 意大利, 西班牙, 葡萄牙, 荷兰, 比利时, 卢森堡, 瑞士, 奥地利, 列支敦士登, 摩纳哥, \
     安道尔, 圣马力诺, 梵蒂冈, 马耳他, 希腊, 丹麦, 瑞典, 挪威, 芬兰, 冰岛, 爱沙尼亚, 拉脱维亚, 立陶宛, 波兰, 捷克, 斯洛伐克, 匈牙利, 罗马尼亚, \
     保加利亚, 塞尔维亚, 克罗地亚, 斯洛文尼亚, 黑山, 北马其顿, 阿尔巴尼亚, 波黑, 科索沃, 美国, 美利坚合众国, 加拿大, 墨西哥, 危地马拉, \
     洪都拉斯, 萨尔瓦多, 尼加拉瓜, 哥斯达黎加, 巴拿马, 伯利兹, 古巴, 牙买加, 海地, 多米尼加, 巴哈马, 巴巴多斯, 特立尼达和多巴哥, 波多黎各, \
     哥伦比亚, 委内瑞拉, 厄瓜多尔, 秘鲁, 玻利维亚, 巴西, 巴拉圭, 乌拉圭, 阿根廷, 智利, 圭亚那, 苏里南, 澳大利亚, 澳洲, 新西兰, 斐济, 萨摩亚, \
     汤加, 瓦努阿图, 巴布亚新几内亚, 所罗门群岛, 埃及, 利比亚, 突尼斯, 阿尔及利亚, 摩洛哥, 苏丹, 南苏丹, 埃塞俄比亚, 索马里, 吉布提, 肯尼亚, \
     坦桑尼亚, 乌干达, 卢旺达, 布隆迪, 刚果, 安哥拉, 赞比亚, 津巴布韦, 博茨瓦纳, 纳米比亚, 南非, 莫桑比克, 马达加斯加, 毛里求斯, 塞舌尔, 马拉维, \
     尼日利亚, 尼日尔, 加纳, 科特迪瓦, 塞内加尔, 马里, 喀麦隆, 加蓬, 乍得, 几内亚, 利比里亚, 塞拉利昂, 多哥, 贝宁, 毛里塔尼亚, 开曼群岛, 百慕大, \
     英属维尔京群岛, 直布罗陀, 泽西岛, 根西岛, 马恩岛, 关岛, 格陵兰";

const OVERSEAS_EN: &str = "singapore, malaysia, thailand, vietnam, indonesia, philippines, thephilippines, myanmar, burma, cambodia, laos, brunei, \
     timorleste, japan, korea, southkorea, republicofkorea, northkorea, mongolia, india, pakistan, bangladesh, srilanka, \
     nepal, bhutan, maldives, afghanistan, kazakhstan, uzbekistan, kyrgyzstan, tajikistan, turkmenistan, iran, iraq, israel, \
     palestine, jordan, lebanon, syria, saudiarabia, unitedarabemirates, uae, qatar, kuwait, bahrain, oman, yemen, turkey, \
     türkiye, turkiye, cyprus, georgia, armenia, azerbaijan, russia, russianfederation, ukraine, belarus, moldova, \
     unitedkingdom, uk, greatbritain, britain, england, scotland, wales, northernireland, ireland, france, germany, italy, \
     spain, portugal, netherlands, thenetherlands, holland, belgium, luxembourg, switzerland, austria, liechtenstein, monaco, \
     andorra, sanmarino, vatican, malta, greece, denmark, sweden, norway, finland, iceland, estonia, latvia, lithuania, \
     poland, czechia, czechrepublic, slovakia, hungary, romania, bulgaria, serbia, croatia, slovenia, montenegro, \
     northmacedonia, albania, bosniaandherzegovina, kosovo, unitedstates, unitedstatesofamerica, usa, america, canada, \
     mexico, guatemala, honduras, elsalvador, nicaragua, costarica, panama, belize, cuba, jamaica, haiti, \
     dominicanrepublic, bahamas, barbados, trinidadandtobago, puertorico, colombia, venezuela, ecuador, peru, bolivia, \
     brazil, paraguay, uruguay, argentina, chile, guyana, suriname, australia, newzealand, fiji, samoa, tonga, vanuatu, \
     papuanewguinea, solomonislands, egypt, libya, tunisia, algeria, morocco, sudan, southsudan, ethiopia, somalia, \
     djibouti, kenya, tanzania, uganda, rwanda, burundi, congo, angola, zambia, zimbabwe, botswana, namibia, southafrica, \
     mozambique, madagascar, mauritius, seychelles, malawi, nigeria, niger, ghana, ivorycoast, cotedivoire, senegal, mali, \
     cameroon, gabon, chad, guinea, liberia, sierraleone, togo, benin, mauritania, caymanislands, bermuda, \
     britishvirginislands, bvi, gibraltar, jersey, guernsey, isleofman, guam, greenland";

const OVERSEAS_CODES: &str = "sg, sgp, my, mys, th, tha, vn, vnm, id, idn, ph, phl, mm, mmr, kh, khm, la, lao, bn, brn, tl, jp, jpn, kr, kor, kp, prk, \
     mn, mng, in, ind, pk, pak, bd, bgd, lk, lka, np, npl, bt, mv, af, kz, kaz, uz, kg, tj, tm, ir, irn, iq, irq, il, isr, ps, jo, \
     lb, sy, sa, sau, ae, are, qa, qat, kw, kwt, bh, bhr, om, omn, ye, tr, tur, cy, cyp, ge, am, az, ru, rus, ua, ukr, by, md, \
     gb, gbr, ie, irl, fr, fra, de, deu, it, ita, es, esp, pt, prt, nl, nld, be, bel, lu, lux, ch, che, at, aut, li, mc, ad, sm, \
     va, mt, gr, grc, dk, dnk, se, swe, no, nor, fi, fin, is, isl, ee, est, lv, lva, lt, ltu, pl, pol, cz, cze, sk, svk, hu, hun, \
     ro, rou, bg, bgr, rs, srb, hr, hrv, si, svn, me, mk, al, ba, xk, us, ca, can, mx, mex, gt, hn, sv, ni, cr, pa, bz, cu, jm, ht, \
     do, bs, bb, tt, pr, co, col, ve, ec, pe, per, bo, br, bra, py, uy, ar, arg, cl, chl, gy, sr, au, aus, nz, nzl, fj, ws, to, vu, \
     pg, sb, eg, egy, ly, tn, dz, ma, mar, sd, ss, et, so, dj, ke, ken, tz, ug, rw, bi, cd, cg, ao, zm, zw, bw, za, zaf, mz, mg, \
     mu, sc, mw, ng, nga, ne, gh, gha, ci, sn, ml, cm, ga, td, gn, lr, sl, tg, bj, mr, ky, cym, bm, bmu, vg, vgb, gi, je, gg, im, gu, \
     gl";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_one_of_three_regions() {
        for (text, region_of) in [
            ("中国大陆", Region::Mainland),
            ("中国", Region::Mainland),
            ("CN", Region::Mainland),
            ("China (Mainland)", Region::Mainland),
            ("广东省", Region::Mainland),
            ("深圳市", Region::Mainland),
            ("Guangdong", Region::Mainland),
            ("中国香港", Region::HongKongMacaoTaiwan),
            ("香港特别行政区", Region::HongKongMacaoTaiwan),
            ("臺灣", Region::HongKongMacaoTaiwan),
            ("Hong Kong SAR, China", Region::HongKongMacaoTaiwan),
            ("TW", Region::HongKongMacaoTaiwan),
            ("hong_kong_macao_taiwan", Region::HongKongMacaoTaiwan),
            ("新加坡", Region::Overseas),
            ("Monaco", Region::Overseas),
            ("overseas", Region::Overseas),
            ("South Korea", Region::Overseas),
        ] {
            assert_eq!(region(text), Some(region_of), "{text}");
        }
    }

    #[test]
    fn a_place_that_is_not_known_is_asked_about_and_not_abroad() {
        for text in ["未知", "N/A", "某地", "EMEA", "一区", "Ruritania"] {
            assert_eq!(region(text), None, "{text}");
        }
    }

    #[test]
    fn no_place_is_named_twice() {
        for lists in [OVERSEAS_ZH, OVERSEAS_EN, OVERSEAS_CODES, MAINLAND] {
            let mut names: Vec<_> = lists.split(", ").collect();
            for name in &names {
                assert_eq!(plain(name), *name, "is never found: {name}");
            }
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count);
        }
    }
}
