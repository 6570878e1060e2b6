//! Labels for the applications that wait for post, and the list of them.
//!
//! The sheet is A4 with two columns of four labels of 99.1 × 67.7 mm, 4.65 mm from the left, 13.1 mm from the top and
//! 2.5 mm between the columns (L7165 and the sheets that are made like it).

use std::collections::BTreeMap;
use std::path::Path;

use super::{SayPrinted, beside, columns, document, header, keep, phrase, reading, word};
use crate::desk::Store;
use crate::desk::commands::application_steps::policy_of;
use crate::desk::export::ExportStop;
use crate::domain::address::{AddressField, MailingAddress};
use crate::domain::files::ExportError;
use crate::domain::ids::AccountId;
use crate::domain::issuer::Issuer;
use crate::domain::list_columns::{ApplicationColumn, ListColumn};
use crate::domain::money::Fen;
use crate::domain::policy::Delivery;
use crate::domain::printed::{NoLabel, Printed, Word};
use crate::domain::refusal::Refusal;
use crate::exchange::pdf::{Align, Document, Fit, Paper, Style, Table, TableRow, mm};
use crate::store::application::{self, StoredApplication};
use crate::store::{account, invoice, issuer};

/// How many labels are on a sheet.
pub const ON_A_SHEET: usize = 8;
const ACROSS: usize = 2;
const SIZE: [f32; 2] = [mm(99.1), mm(67.7)];
const FIRST: [f32; 2] = [mm(4.65), mm(13.1)];
const BETWEEN: f32 = mm(2.5);
/// Inside the edge of a label, since sheets are never fed quite straight.
const INSIDE: f32 = mm(5.0);
const BARCODE: [f32; 2] = [mm(62.0), mm(9.0)];
const RULE: f32 = 0.5;
const GAP: f32 = 4.0;
/// The sizes of an address, the largest that fits is taken.
const SIZES: [f32; 7] = [13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0];
const SMALL: Style = Style::sized(7.5).quiet();

/// Which labels are printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelsAsked {
    /// The applications, by number; none: every one that is issued, delivered by post, and not sent yet.
    pub applications: Vec<String>,
    /// How many labels of the first sheet are used already.
    pub skip: usize,
}

/// What was printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// The applications with a label, in the order of the labels.
    pub printed: Vec<String>,
    /// How many pages the file has; none was written where no application has a label.
    pub pages: usize,
    /// Those without, and why.
    pub left_out: Vec<LeftOut>,
}

/// An application that has no label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its number.
    pub application: String,
    /// Why.
    pub why: NoLabel,
}

/// A letter to be posted.
struct Letter {
    issuer: Issuer,
    application: String,
    buyer: String,
    amount: Fen,
    address: MailingAddress,
    invoices: Vec<String>,
    /// Whether the issuer pays the freight, where there is any.
    freight: Option<bool>,
}

/// Prints the labels, and behind them the list of the letters, issuer by issuer.
///
/// # Errors
/// See [`ExportStop`].
pub fn labels(
    store: &Path,
    asked: &LabelsAsked,
    say: SayPrinted<'_>,
    to: &Path,
) -> Result<Labels, ExportStop> {
    let mut labels = Labels::default();
    let found = reading(store, to, |db| letters(db, asked).map_err(ExportStop::from))?;
    let mut document = document(&word(say, Word::DispatchList), say)?;
    let mut letters: Vec<Letter> = Vec::new();
    let mut at = asked.skip % ON_A_SHEET;
    for (application, letter) in found {
        let printed = match letter {
            Ok(letter) => label(&mut document, say, &letter, &mut at, letters.is_empty())?.map(|()| letter),
            Err(why) => Err(why),
        };
        match printed {
            Ok(letter) => {
                labels.printed.push(application);
                letters.push(letter);
            }
            Err(why) => labels.left_out.push(LeftOut { application, why }),
        }
    }
    if letters.is_empty() {
        return Ok(labels);
    }
    for of_issuer in letters.chunk_by(|one, other| one.issuer.code == other.issuer.code) {
        list(&mut document, say, of_issuer)?;
    }
    labels.pages = keep(document, say, to)?;
    Ok(labels)
}

type Found = (String, Result<Letter, NoLabel>);

/// What waits or was asked for, issuer by issuer.
fn letters(db: &Store, asked: &LabelsAsked) -> Result<Vec<Found>, Refusal> {
    let mut issuers: BTreeMap<AccountId, Issuer> = BTreeMap::new();
    let mut found: Vec<(String, Found)> = Vec::new();
    let mut take = |number: String, stored: Option<StoredApplication>| {
        let Some(stored) = stored else {
            found.push((String::new(), (number, Err(NoLabel::NotFound))));
            return Ok(());
        };
        let owner = match issuers.get(&stored.account) {
            Some(issuer) => issuer.clone(),
            None => {
                let issuer = issuer::by_id(db, account::by_id(db, stored.account)?.issuer_id)?.issuer;
                issuers.insert(stored.account, issuer.clone());
                issuer
            }
        };
        let (code, number) = (owner.code.clone(), stored.number.clone());
        let letter = letter(db, stored, owner)?;
        let is_meant = !asked.applications.is_empty() || !matches!(letter, Err(NoLabel::NotPosted));
        if is_meant {
            found.push((code, (number, letter)));
        }
        Ok::<_, Refusal>(())
    };
    if asked.applications.is_empty() {
        for stored in application::issued(db)? {
            take(stored.number.clone(), Some(stored))?;
        }
    }
    for (i, number) in asked.applications.iter().enumerate() {
        if !asked.applications[..i].contains(number) {
            take(number.clone(), application::by_number(db, number)?)?;
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(found.into_iter().map(|(_, found)| found).collect())
}

fn letter(db: &Store, stored: StoredApplication, issuer: Issuer) -> Result<Result<Letter, NoLabel>, Refusal> {
    let policy = policy_of(db, &stored)?;
    if !stored.state.is_issued() {
        return Ok(Err(NoLabel::NotIssued(stored.state)));
    }
    let Some(address) = stored.snapshot.address else {
        let is_posted = policy.delivery == Delivery::Post;
        return Ok(Err(if is_posted { NoLabel::NoAddress } else { NoLabel::NotPosted }));
    };
    let invoices = invoice::of_application(db, stored.id)?.into_iter().map(|invoice| invoice.number);
    Ok(Ok(Letter {
        issuer,
        application: stored.number,
        buyer: stored.snapshot.info.name,
        amount: stored.amount,
        address,
        invoices: invoices.collect(),
        freight: policy.issuer_pays_freight(stored.amount),
    }))
}

/// Prints one label at the next place `at` of a sheet, a new sheet where that is full.
fn label(
    document: &mut Document,
    say: SayPrinted<'_>,
    letter: &Letter,
    at: &mut usize,
    is_first: bool,
) -> Result<Result<(), NoLabel>, ExportError> {
    let laid_out = match layout(document, say, letter) {
        Ok(Some(laid_out)) => laid_out,
        Ok(None) => return Ok(Err(NoLabel::TooLong)),
        Err(ExportError::NoGlyph { character }) => return Ok(Err(NoLabel::NoGlyph(character))),
        Err(error) => return Err(error),
    };
    if is_first || *at == ON_A_SHEET {
        document.bare_page(Paper::Portrait);
        *at %= ON_A_SHEET;
    }
    let (column, row) = (*at % ACROSS, *at / ACROSS);
    let left = FIRST[0] + column as f32 * (SIZE[0] + BETWEEN) + INSIDE;
    let top = FIRST[1] + row as f32 * SIZE[1] + INSIDE;
    let width = SIZE[0] - 2.0 * INSIDE;
    let mut y = top;
    for (text, style) in &laid_out.recipient {
        y += document.text(text, *style, [left, y], width)?;
    }
    let mut below = top + SIZE[1] - 2.0 * INSIDE - laid_out.foot;
    document.fill([left, below], [width, RULE], 120);
    below += GAP;
    for (text, style) in &laid_out.sender {
        below += document.text(text, *style, [left, below], width)?;
    }
    below += GAP;
    document.barcode(&letter.application, [left, below], BARCODE);
    let beside = [left + BARCODE[0] + GAP, below];
    document.text(&laid_out.contents, SMALL, beside, width - BARCODE[0] - GAP)?;
    let number = [left, below + BARCODE[1]];
    document.text(&laid_out.number, SMALL, number, width)?;
    *at += 1;
    Ok(Ok(()))
}

/// What is on a label.
struct LaidOut {
    recipient: Vec<(String, Style)>,
    sender: Vec<(String, Style)>,
    contents: String,
    number: String,
    /// How high everything below the recipient is.
    foot: f32,
}

/// What is on a label; none where that is more than it holds.
fn layout(
    document: &mut Document,
    say: SayPrinted<'_>,
    letter: &Letter,
) -> Result<Option<LaidOut>, ExportError> {
    let width = SIZE[0] - 2.0 * INSIDE;
    let Letter { issuer, address, .. } = letter;
    let sender = [&issuer.address, &issuer.phone].into_iter().flatten().cloned();
    let named = beside(&word(say, Word::Sender), &issuer.name);
    let mut sender: Vec<(String, Style)> =
        std::iter::once(named).chain(sender).map(|text| (text, SMALL)).collect();
    // What the list below says of the letter must have its characters too.
    document.height(&letter.buyer, SMALL, width)?;
    let said = |field| address.field(field).unwrap_or_default().to_owned();
    let freight = letter.freight.map(|by_issuer| say(&Printed::Freight { by_issuer }));
    let freight = freight.map(|by| beside(&word(say, Word::FreightHeader), &by));
    let contents = say(&Printed::Contents { invoices: letter.invoices.len() });
    let contents: Vec<String> = std::iter::once(contents).chain(freight).collect();
    let number = phrase(say, ApplicationColumn::Application.header());
    let number = beside(&number, &letter.application);
    let mut foot = 2.0 * GAP + BARCODE[1] + SMALL.line_height();
    for (text, style) in &mut sender {
        let Some(height) = document.height(text, *style, width)? else { return Ok(None) };
        foot += height;
    }
    for size in SIZES {
        let plain = Style::sized(size);
        let recipient = [
            (said(AddressField::Postcode), plain),
            (said(AddressField::Region), plain),
            (said(AddressField::Street), plain),
            (beside(&said(AddressField::Recipient), &said(AddressField::Phone)), plain.bold()),
        ];
        let recipient: Vec<(String, Style)> =
            recipient.into_iter().filter(|(text, _)| !text.is_empty()).collect();
        let mut height = Some(foot + GAP);
        for (text, style) in &recipient {
            let more = document.height(text, *style, width)?;
            height = height.zip(more).map(|(height, more)| height + more);
        }
        if height.is_some_and(|height| height <= SIZE[1] - 2.0 * INSIDE) {
            return Ok(Some(LaidOut { recipient, sender, contents: contents.join("\n"), number, foot }));
        }
    }
    Ok(None)
}

/// Prints the list of the letters of an issuer.
fn list(document: &mut Document, say: SayPrinted<'_>, letters: &[Letter]) -> Result<(), ExportError> {
    let Some(Letter { issuer, .. }) = letters.first() else { return Ok(()) };
    document.page(Paper::Landscape);
    document.paragraph(&word(say, Word::DispatchList), Style::sized(16.0).bold(), Align::Centre)?;
    let company = say(&Printed::Company(issuer));
    document.paragraph(&beside(&word(say, Word::Sender), &company), Style::sized(9.0), Align::Left)?;
    document.gap(GAP);
    let columns = columns(
        say,
        [
            (Printed::Word(Word::Ordinal), Fit::Figures),
            (header(ApplicationColumn::Application), Fit::Whole),
            (header(ApplicationColumn::BuyerName), Fit::Share(2.0)),
            (Printed::Address(AddressField::Recipient), Fit::Share(1.0)),
            (Printed::Address(AddressField::Phone), Fit::Share(1.2)),
            (Printed::Word(Word::MailingAddress), Fit::Share(3.0)),
            (header(ApplicationColumn::Invoices), Fit::Whole),
            (header(ApplicationColumn::Amount), Fit::Figures),
            (Printed::Word(Word::FreightHeader), Fit::Share(1.0)),
            (Printed::Word(Word::TrackingNo), Fit::Share(1.6)),
        ],
    );
    let row = |(i, letter): (usize, &Letter)| {
        let MailingAddress { recipient, phone, region, street, postcode } = &letter.address;
        let place = [Some(region), Some(street), postcode.as_ref()].into_iter().flatten().map(String::as_str);
        TableRow::from(vec![
            (i + 1).to_string(),
            letter.application.clone(),
            letter.buyer.clone(),
            recipient.clone(),
            phone.clone(),
            place.collect::<Vec<_>>().join(" "),
            letter.invoices.join("\n"),
            letter.amount.grouped(),
            letter.freight.map(|by_issuer| say(&Printed::Freight { by_issuer })).unwrap_or_default(),
            String::new(),
        ])
    };
    let rows = letters.iter().enumerate().map(row).collect();
    document.table(&Table { columns, rows })?;
    document.gap(GAP);
    let letters_said = Printed::Letters {
        letters: letters.len(),
        invoices: letters.iter().map(|letter| letter.invoices.len()).sum(),
        amount: letters.iter().map(|letter| letter.amount).sum(),
    };
    document.paragraph(&say(&letters_said), Style::sized(9.0).bold(), Align::Left)
}
