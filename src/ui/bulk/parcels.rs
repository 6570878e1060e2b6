//! Parcels that were pasted beside the numbers of invoices: they wait as a draft until the same applications are delivered,
//! as long as the invoices keep those numbers.

use std::collections::{BTreeMap, BTreeSet};

use egui::Ui;

use super::deliver::tracking_fault;
use super::kept::{Kept, Typed};
use super::pasted::Parcel;
use crate::desk::worker::Office;
use crate::domain::draft::DraftForm;
use crate::i18n::{Lang, bulk as words};
use crate::ui::theme::Tone;
use crate::ui::widgets::{banner_ui, small_ui};

/// The numbers that stand in the rows of each application.
pub(super) type Numbers = BTreeMap<String, Vec<String>>;

#[derive(Debug, Default)]
pub(super) struct Parcels {
    /// The applications whose parcels wait, with the numbers of the invoices beside which they stood.
    waiting: Numbers,
    carrier: Option<String>,
    /// How many applications' parcels were not taken.
    unclear: usize,
}

impl Parcels {
    /// Takes the place of what was pasted before. Each application has one parcel, and all have one carrier; what is
    /// neither is left to be typed.
    pub fn take(&mut self, office: &Office, pasted: Vec<(String, Parcel)>, numbers: &Numbers) {
        let mut carriers: BTreeSet<String> = BTreeSet::new();
        let mut of: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (application, parcel) in pasted {
            carriers.extend(parcel.carrier);
            of.entry(application).or_default().insert(parcel.tracking_no);
        }
        let all = of.len();
        of.retain(|_, numbers| {
            carriers.len() <= 1
                && numbers.len() == 1
                && numbers.iter().all(|number| tracking_fault(number).is_none())
        });
        let before = self.waiting.keys().cloned().collect();
        change(office, |typed| put(typed, &before, &of, carriers.first()));
        self.unclear = all - of.len();
        self.carrier = carriers.pop_first();
        self.waiting = numbers.clone();
        self.waiting.retain(|application, _| of.contains_key(application));
    }

    /// Forgets those beside which other numbers stand by now.
    pub fn keep_to(&mut self, office: &Office, numbers: &Numbers) {
        let is_beside = |of: &String, before: &Vec<String>| numbers.get(of) == Some(before);
        let gone: BTreeSet<String> = self
            .waiting
            .iter()
            .filter(|(of, before)| !is_beside(of, before))
            .map(|(of, _)| of.clone())
            .collect();
        if !gone.is_empty() {
            self.waiting.retain(|of, _| !gone.contains(of));
            change(office, |typed| put(typed, &gone, &BTreeMap::new(), None));
        }
    }

    pub fn ui(&self, ui: &mut Ui, lang: Lang) {
        if !self.waiting.is_empty() {
            small_ui(ui, &words::parcels_wait(lang, self.waiting.len(), self.carrier.as_deref()));
        }
        if self.unclear > 0 {
            banner_ui(ui, Tone::Warn, &words::parcels_unclear(lang, self.unclear), None);
        }
    }
}

/// Changes the draft.
fn change(office: &Office, how: impl FnOnce(&mut Typed)) {
    let mut kept = Kept::begin(office, DraftForm::BulkDelivery, std::iter::empty());
    how(&mut kept.typed);
    kept.keep(office);
}

fn put(
    typed: &mut Typed,
    before: &BTreeSet<String>,
    of: &BTreeMap<String, BTreeSet<String>>,
    carrier: Option<&String>,
) {
    typed.rows.retain(|application, _| !before.contains(application));
    for (application, number) in of.iter().filter_map(|(of, numbers)| Some((of, numbers.first()?))) {
        typed.put(application, vec![[number.clone(), String::new()]]);
    }
    match carrier {
        Some(carrier) if !of.is_empty() => typed.same.clone_from(carrier),
        _ if typed.rows.is_empty() => typed.same.clear(),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::desk::Open;

    fn parcel(application: &str, carrier: &str, tracking_no: &str) -> (String, Parcel) {
        let carrier = Some(carrier.to_owned()).filter(|name| !name.is_empty());
        (application.to_owned(), Parcel { carrier, tracking_no: tracking_no.to_owned() })
    }

    #[test]
    fn parcels_wait_as_a_draft_of_their_applications_and_one_that_is_unclear_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let open = Open::New { sandbox: true };
        let office = Office::open(&folder.path().join("desk.sqlite"), open, Arc::new(|| {})).unwrap();
        let draft = || {
            let typed = Kept::begin(&office, DraftForm::BulkDelivery, std::iter::empty()).typed;
            let numbers = typed.rows.iter().map(|(of, rows)| format!("{of} {}", rows[0][0]));
            (numbers.collect::<Vec<_>>().join(", "), typed.same)
        };
        let mut parcels = Parcels::default();
        let mut numbers: Numbers = (1..=5).map(|n| (format!("A{n}"), vec![format!("2611{n}")])).collect();
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
            ],
            &numbers,
        );
        assert_eq!(draft(), ("A1 SF1, A2 SF2, A5 SF7".to_owned(), sf.to_owned()));
        assert_eq!((parcels.waiting.len(), parcels.unclear), (3, 2));
        parcels.take(&office, vec![parcel("A2", sf, "SF8")], &numbers);
        assert_eq!(draft().0, "A2 SF8", "what is pasted anew takes its place");
        parcels.take(&office, vec![parcel("A1", sf, "SF1"), parcel("A2", "京东快递", "JD2")], &numbers);
        assert_eq!((draft(), parcels.unclear), (Default::default(), 2), "all go by one carrier");
        parcels.take(&office, vec![parcel("A1", sf, "SF1"), parcel("A2", sf, "SF2")], &numbers);
        numbers.insert("A1".to_owned(), vec!["26119".to_owned()]);
        parcels.keep_to(&office, &numbers);
        assert_eq!(draft(), ("A2 SF2".to_owned(), sf.to_owned()), "it stood beside another invoice");
        numbers.clear();
        parcels.keep_to(&office, &numbers);
        assert_eq!(draft(), Default::default());
    }
}
