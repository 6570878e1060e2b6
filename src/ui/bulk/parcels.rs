//! Parcels that were pasted beside the numbers of invoices: they wait as a draft until the same applications are delivered,
//! as long as the invoices keep those numbers.

use std::collections::{BTreeMap, BTreeSet};

use egui::Ui;

use super::kept::Kept;
use super::pasted::Parcel;
use crate::desk::worker::Office;
use crate::domain::draft::DraftForm;
use crate::domain::tracking::{carrier_named, carrier_of_number, tracking_number};
use crate::i18n::{Lang, bulk as words};
use crate::ui::theme::Tone;
use crate::ui::widgets::{banner_ui, small_ui};

/// The numbers that stand in the rows of each application.
pub(super) type Numbers = BTreeMap<String, Vec<String>>;

/// What was pasted of them, beside the numbers that stand in the rows now.
#[derive(Debug, Default)]
pub(super) struct Parcels {
    /// How many applications have a parcel that waits.
    waiting: usize,
    /// Who carries those.
    carriers: BTreeSet<String>,
    /// The applications whose parcels were not taken, with the invoices beside which they stood.
    unclear: BTreeMap<String, BTreeSet<String>>,
}

impl Parcels {
    /// Takes what was pasted of these applications, in the place of what was pasted of them before. Each has one parcel;
    /// what is not certain is left to be typed.
    pub fn take(&mut self, office: &Office, pasted: Vec<(String, Parcel)>, numbers: &Numbers) {
        let mut of: BTreeMap<String, Vec<Parcel>> = BTreeMap::new();
        for (application, parcel) in pasted {
            of.entry(application).or_default().push(parcel);
        }
        let mut kept = Kept::begin(office, DraftForm::BulkDelivery, &[]);
        for (application, parcels) in of {
            let beside = parcels.iter().map(|parcel| parcel.invoice.clone()).collect();
            kept.typed.forget(&application);
            self.unclear.remove(&application);
            match one_of(&parcels) {
                Some(inputs) => {
                    kept.typed.put(&application, vec![inputs]);
                    kept.typed.beside.insert(application, beside);
                }
                None => drop(self.unclear.insert(application, beside)),
            }
        }
        kept.keep(office);
        self.keep_to(office, numbers);
    }

    /// Forgets those beside which other numbers stand by now.
    pub fn keep_to(&mut self, office: &Office, numbers: &Numbers) {
        let mut kept = Kept::begin(office, DraftForm::BulkDelivery, &[]);
        let mut is_changed = false;
        (self.waiting, self.carriers) = (0, BTreeSet::new());
        for (application, numbers) in numbers {
            is_changed |= kept.typed.forget_unless_beside(application, numbers);
            if let Some([[_, carrier], ..]) = kept.typed.rows.get(application).map(Vec::as_slice) {
                self.waiting += 1;
                self.carriers.insert(carrier.clone());
            }
        }
        if is_changed {
            kept.keep(office);
        }
        self.unclear.retain(|of, beside| {
            numbers.get(of).is_some_and(|now| beside.iter().all(|number| now.contains(number)))
        });
    }

    pub fn ui(&self, ui: &mut Ui, lang: Lang) {
        if self.waiting > 0 {
            let carriers: Vec<&str> =
                self.carriers.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
            small_ui(ui, &words::parcels_wait(lang, self.waiting, &carriers));
        }
        if !self.unclear.is_empty() {
            banner_ui(ui, Tone::Warn, &words::parcels_unclear(lang, self.unclear.len()), None);
        }
    }
}

/// Number and carrier of the one parcel that all of these are; none where that is not certain.
fn one_of(parcels: &[Parcel]) -> Option<[String; 2]> {
    let [Parcel { carrier, tracking_no, .. }, others @ ..] = parcels else { return None };
    let is_same = |other: &Parcel| (&other.carrier, &other.tracking_no) == (carrier, tracking_no);
    let number = tracking_number(tracking_no).ok().filter(|_| others.iter().all(is_same))?;
    let carrier = carrier.clone().unwrap_or_default();
    // A number that another carrier gives is on a wrong row, or the carrier is.
    let is_another = |by: &str| carrier_named(&carrier).is_some_and(|named| named != by);
    (!carrier_of_number(&number).is_some_and(is_another)).then_some([number, carrier])
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::desk::Open;

    fn parcel(application: &str, carrier: &str, tracking_no: &str) -> (String, Parcel) {
        let carrier = Some(carrier.to_owned()).filter(|name| !name.is_empty());
        let invoice = application.replace('A', "2611");
        (application.to_owned(), Parcel { invoice, carrier, tracking_no: tracking_no.to_owned() })
    }

    #[test]
    fn parcels_wait_as_a_draft_of_their_applications_and_one_that_is_unclear_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let open = Open::New { sandbox: true };
        let office = Office::open(&folder.path().join("desk.sqlite"), open, Arc::new(|| {})).unwrap();
        let draft = || {
            let typed = Kept::begin(&office, DraftForm::BulkDelivery, &[]).typed;
            let rows = typed.rows.iter().map(|(of, rows)| format!("{of} {}", rows[0].join(" ")));
            rows.map(|row| row.trim().to_owned()).collect::<Vec<_>>().join(", ")
        };
        let mut parcels = Parcels::default();
        let mut numbers: Numbers = (1..=6).map(|n| (format!("A{n}"), vec![format!("2611{n}")])).collect();
        let sf = "顺丰速运";
        parcels.take(
            &office,
            vec![
                parcel("A1", sf, "SF1"),
                parcel("A2", "", "SF2"),
                parcel("A3", sf, "SF3\tSF4"),
                parcel("A4", sf, "SF5"),
                parcel("A4", sf, "SF6"),
                parcel("A5", sf, "SF7"),
                parcel("A5", sf, "SF7"),
                parcel("A6", "圆通速递", "SF1380012345678"),
            ],
            &numbers,
        );
        assert_eq!(draft(), "A1 SF1 顺丰速运, A2 SF2, A5 SF7 顺丰速运");
        assert_eq!((parcels.waiting, parcels.unclear.len()), (3, 3));
        let jd = "京东快递";
        parcels.take(&office, vec![parcel("A2", jd, "JD2"), parcel("A3", sf, "SF3")], &numbers);
        assert_eq!(
            draft(),
            "A1 SF1 顺丰速运, A2 JD2 京东快递, A3 SF3 顺丰速运, A5 SF7 顺丰速运",
            "what is pasted anew takes the place of its own alone, each by its carrier"
        );
        assert_eq!((parcels.waiting, parcels.unclear.len()), (4, 2));
        parcels.take(&office, vec![parcel("A5", sf, "")], &numbers);
        assert_eq!(
            (parcels.waiting, parcels.unclear.len()),
            (3, 3),
            "what it was before is not certain either"
        );

        // The form is closed and opened again.
        let mut parcels = Parcels::default();
        numbers.insert("A1".to_owned(), vec!["26119".to_owned()]);
        parcels.keep_to(&office, &numbers);
        assert_eq!(draft(), "A2 JD2 京东快递, A3 SF3 顺丰速运", "it stood beside another invoice");
        numbers.values_mut().for_each(|numbers| numbers[0].clear());
        parcels.keep_to(&office, &numbers);
        assert_eq!((draft(), parcels.waiting), (String::new(), 0));
    }
}
