//! Words for what is wrong with a row: what, what was expected, what to do.

use super::columns::field;
use crate::domain::import::{Field, ImportKind, RowFault, RowProblem};
use crate::i18n::phrase::{quoted, yuan};
use crate::i18n::{Lang, faults};

/// What is wrong with a row of a table of `kind`. The row, column and value stand beside it.
pub fn row_problem(lang: Lang, kind: ImportKind, problem: &RowProblem) -> String {
    // The file's own header is what the clerk can find.
    let column =
        if problem.column.is_empty() { field(kind, problem.field).get(lang) } else { &problem.column };
    let value = &problem.value;
    let is_formula_error = value.starts_with('#');
    say!(lang, match &problem.fault {
        RowFault::MissingField if problem.column.is_empty() =>
            "文件没有“{column}”这一列，而这一行需要它。请补上后再导入。",
            "The file has no column for the {column}, which this row needs. Add it, then import again.";
        RowFault::MissingField if problem.field == Field::PaidOn =>
            "已支付的账单须有支付日期，“{column}”是空的。请补上；如未支付，请改支付状态。",
            "A paid bill has a date of payment, but “{column}” is empty. Fill it in, or change the payment status.";
        RowFault::MissingField => "“{column}”是空的。请补上。", "“{column}” is empty. Fill it in.";
        RowFault::BadAmount(_) if is_formula_error =>
            "“{column}”是公式错误 {value}，不是金额。请修正公式或直接填写金额。",
            "“{column}” is the error of a formula, {value}, not an amount. Correct the formula, or type the amount.";
        RowFault::BadAmount(error) =>
            "“{column}”的“{value}”不能作为金额：{error}。",
            "“{value}” in “{column}”: {error}.",
            error = faults::money_error(*error).get(lang);
        RowFault::AmountNotPositive =>
            "“{column}”须大于零。请填写正确的金额，或删去这一行。",
            "“{column}” must be more than zero. Enter the right amount, or delete the row.";
        RowFault::BadDate =>
            "“{column}”的“{value}”不是有效的日期，或分不清年月日。请写成 2026-10-01 这样的日期。",
            "“{value}” in “{column}” is no day of the calendar, or it is not clear which. Write it like 2026-10-01.";
        RowFault::InFuture =>
            "“{column}”的“{value}”晚于今天。请核对日期；尚未发生的退款请在发生后再导入。",
            "“{value}” in “{column}” is after today. Check the date; import a refund once it was given.";
        RowFault::BadCharacter { character } =>
            "“{column}”含有看不见的字符（{character}）。请重新填写这一格后再导入。",
            "“{column}” has a character that cannot be seen, {character}. Type the cell again, then import it.",
            character = quoted(lang, *character);
        RowFault::BadKind if kind == ImportKind::Bills =>
            "“{column}”的“{value}”无法识别：是按量计费、包年包月、节省计划还是其他？请指明它的含义（命令行用 --value other={value}），会记住。",
            "“{value}” in “{column}” is not known: is it pay-as-you-go, subscription, savings plan or other? Say what it means (--value other={value} on the command line); it is remembered.";
        RowFault::BadKind =>
            "“{column}”的“{value}”无法识别：是个人、企业还是组织（如政府及事业单位）？请指明它的含义（命令行用 --value enterprise={value}），会记住。",
            "“{value}” in “{column}” is not known: is it an individual, an enterprise or an organisation? Say what it means (--value enterprise={value} on the command line); it is remembered.";
        RowFault::BadStatus if kind == ImportKind::Bills =>
            "“{column}”的“{value}”无法识别：是已支付、未支付、已退款、已作废还是已开票？请指明它的含义（命令行用 --value paid={value}），会记住。",
            "“{value}” in “{column}” is not known: is it paid, unpaid, refunded, void or invoiced? Say what it means (--value paid={value} on the command line); it is remembered.";
        RowFault::BadStatus if kind == ImportKind::Refunds =>
            "“{column}”的“{value}”无法识别：这笔款退了没有？请指明它的含义（命令行用 --value refunded={value}，没有退的用 --value void={value}），会记住。",
            "“{value}” in “{column}” is not known: did the refund take place? Say what it means (--value refunded={value} on the command line, or void={value} where it did not); it is remembered.";
        RowFault::BadStatus =>
            "“{column}”的“{value}”无法识别：是正常还是冻结？请指明它的含义（命令行用 --value active={value}），会记住。",
            "“{value}” in “{column}” is not known: is it active or frozen? Say what it means (--value active={value} on the command line); it is remembered.";
        RowFault::PaidOnOfUnpaid { paid_on } =>
            "“{column}”是“{value}”，却有支付日期 {paid_on}。请核实是否已支付，改正其中一项。",
            "“{column}” says “{value}”, but there is a date of payment, {paid_on}. Check which is right, and correct the other.";
        RowFault::BadRegion =>
            "“{column}”的“{value}”看不出是哪里：是中国大陆、港澳台还是海外？请指明（命令行用 --value mainland={value}），会记住。",
            "“{value}” in “{column}” names no known place: is it mainland China, Hong Kong, Macao or Taiwan, or overseas? Say so (--value mainland={value} on the command line); it is remembered.";
        RowFault::BadTaxId(error) =>
            "“{column}”的“{value}”不是有效的税号：{error}。",
            "“{value}” in “{column}” is not a tax id: {error}.",
            error = faults::tax_id_error(lang, *error);
        RowFault::BadEmail(error) =>
            "“{column}”不正确：{error}。",
            "“{column}” is not right: {error}.",
            error = faults::email_error(lang, error);
        RowFault::BadCurrency =>
            "“{column}”是“{value}”，只能导入人民币金额。请换算成人民币，或删去这一行。",
            "“{column}” is “{value}”; only amounts in CNY can be imported. Convert it, or delete the row.";
        RowFault::TooLong { limit } =>
            "“{column}”超过 {limit} 个字符。请缩短。",
            "“{column}” has more than {limit} characters. Shorten it.";
        RowFault::CellError =>
            "“{column}”是公式错误 {value}。请修正公式或直接填写内容。",
            "“{column}” is the error of a formula, {value}. Correct the formula, or type the value.";
        RowFault::DigitsLost =>
            "“{column}”是以数值保存的长号码（或科学计数法），表格软件只保留 15 位，末尾的数字已丢失。请把该列设为文本格式，重新填写。",
            "“{column}” holds a long number that was kept as a number: spreadsheets keep 15 digits, so its end is lost. Format the column as text and enter it again.";
        RowFault::FormulaNotCalculated =>
            "“{column}”是公式，文件里没有它的计算结果。请用 Excel 或 WPS 打开，保存后再导入。",
            "“{column}” is a formula whose result is not in the file. Open it in Excel or WPS, save it, then import it.";
        RowFault::MergedAmount =>
            "“{column}”是合并单元格，一个金额对应多行，分不清各行是多少。请取消合并，逐行填写金额。",
            "“{column}” is merged over several rows, so it is not clear how much of it each has. Undo the merge and enter each row's amount.";
        RowFault::RefundExceedsBill { amount } =>
            "退款 {value} 超过账单还能退的 {amount}。请核对退款金额。",
            "The refund of {value} is more than the {amount} of the bill that can still be refunded. Check it.",
            amount = yuan(*amount);
        RowFault::RefundBeyondTotal { left } =>
            "导入账单时只知道退款合计，其中还有 {left} 没有明细，少于这笔 {value}。请先导入已退款金额更新后的账单，再导入退款。",
            "The bills told only what was refunded in total; {left} of that has no refund of its own yet, less than this {value}. Import the bills with their newest refunded amounts first, then the refunds.",
            left = yuan(*left);
        RowFault::BillNotPaid =>
            "账单尚未支付，不能有退款。请核对支付日期，或去掉退款。",
            "The bill is not paid, so nothing of it can be refunded. Check the date of payment, or drop the refund.";
        RowFault::UnknownAccount =>
            "没有编号为“{value}”的客户。请先导入客户，或核对编号。",
            "There is no customer “{value}”. Import the customers first, or check the number.";
        RowFault::UnknownBill =>
            "没有账单“{value}”。请先导入账单，或核对账单号。",
            "There is no bill “{value}”. Import the bills first, or check the number.";
        RowFault::Conflict { existing } =>
            "“{column}”是“{value}”，而已有的记录是“{existing}”，不能更改。请核对是哪一边有误。",
            "“{column}” is “{value}”, but the desk has “{existing}”, which cannot be changed. Find out which is right.";
        RowFault::DuplicateRow { other_row } =>
            "“{column}”“{value}”与第 {other_row} 行相同，而其他内容不同，两行都没有导入。如果是同一笔，请只保留正确的一行；如果是明细，请先合并成一行。",
            "“{column}” “{value}” is duplicated in row {other_row} with other content; neither row was imported. Keep the right one, or merge them into one row if they are parts of one bill.";
        RowFault::OtherRowMeant { other_row } =>
            "“{column}”“{value}”与第 {other_row} 行相同，而金额不同；只有第 {other_row} 行与文件的合计相符，因此采用第 {other_row} 行，没有导入这一行。请核对是哪一行有误。",
            "“{column}” “{value}” is duplicated in row {other_row} with another amount. Only with row {other_row} do the rows add up to the file's total, so row {other_row} was imported and this one was not. Check which is right.";
        RowFault::RefundAmountMissing =>
            "部分退款的账单须有已退款金额，而这一行没有。请补上已退款金额后再导入。",
            "A bill that was refunded in part needs the amount refunded, and this row has none. Add it, then import again.";
        RowFault::InvoicedAmountMissing =>
            "在别处已开过票，但看不出开了多少。请补上“已开票金额”后再导入。",
            "The bill was invoiced elsewhere, but not how much of it. Add the invoiced amount, then import again.";
        RowFault::OpeningExceedsBill { amount } =>
            "已开票金额 {value} 超过账单金额 {amount}。请核对。",
            "The invoiced amount of {value} is more than the bill's {amount}. Check it.",
            amount = yuan(*amount);
        RowFault::AmountsDisagree { expected } =>
            "“{column}”是“{value}”，与这一行的其他内容不符（应为 {expected}）。请核对是哪一项有误。",
            "“{column}” is “{value}”, which the rest of the row contradicts: it should be {expected}. Find out which is right.",
            expected = yuan(*expected);
        RowFault::TaxUnclear { amount, tax: Some(tax) } =>
            "从税额 {tax} 看不出“{column}”{amount} 是含税还是不含税。请把列名写成“含税金额”或“不含税金额”后再导入。",
            "The tax of {tax} does not tell whether “{column}”, {amount}, is with or without tax. Call the column “Amount incl. tax” or “Amount excl. tax”, then import again.",
            tax = yuan(*tax), amount = yuan(*amount);
        RowFault::TaxUnclear { tax: None, .. } =>
            "这一行没有税额，看不出“{column}”是否含税。请补上税额，或把列名写成“含税金额”后再导入。",
            "There is no tax in this row, so that it is not clear whether “{column}” is with tax. Add the tax, or call the column “Amount incl. tax”.";
        RowFault::BadTaxRate =>
            "“{column}”的“{value}”不是税率。请写成 6% 这样的税率。",
            "“{value}” in “{column}” is not a tax rate. Write it like 6%.";
        RowFault::VoidButKnown =>
            "这张账单在文件中已作废，而开票台中已有。请核对；确已作废的，请管理员删除该账单。",
            "The bill is void in the file, and the desk has it. Find out which is right; an admin can remove a void bill.";
    })
}

pub fn row_problems(lang: Lang, kind: ImportKind, problem: &RowProblem) -> String {
    let cells: Vec<String> = problem.cells().map(|cell| row_problem(lang, kind, cell)).collect();
    cells.join(lang.pick("", " "))
}
