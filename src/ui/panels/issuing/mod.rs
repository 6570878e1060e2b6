//! The issuing desk: what waits to go out to the tax bureau, what is out, what it refused, and what came back.

mod came;
mod correct;
mod details;
mod export;
mod export_ui;
mod forms;
mod lists;
mod month_end;
mod refusal;
mod rows;
mod taking;
mod view;

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use egui::{Context, Event, Ui};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use self::came::Came;
use self::correct::Correcting;
use self::details::refused_before;
use self::export::Export;
use self::forms::{Amend, Decide, Overrule, Recall, Subject};
use self::month_end::{MonthEnd, Wish};
use self::rows::{Shown, settled};
use self::taking::{TABLES, Taken, Taking};
use super::Panel;
use crate::desk::pages::issuing::{IssuingDesk, desk};
use crate::desk::worker::Wake;
use crate::domain::ids::{ApplicationId, LineId, RefusalId};
use crate::domain::tax::TaxRate;
use crate::i18n::{Lang, files, issuing as words};
use crate::ui::command_dialog::CommandDialog;
use crate::ui::commands::{Offered, UserCommand};
use crate::ui::cursor::Cursor;
use crate::ui::keyboard::Keyboard;
use crate::ui::loadable::Loadable;
use crate::ui::pasted::pasted_paths;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::Tone;
use crate::ui::unsaved::Unsaved;
use crate::ui::views::{Kept, KeptList, KeptTable};
use crate::ui::widgets::{Column, TableView};

pub(in crate::ui) use self::taking::is_one_of;

#[derive(Default)]
pub struct Issuing {
    /// The issuer, by code, once a person has chosen one.
    issuer: Option<String>,
    desk: Loadable<(u64, NaiveDate, Option<String>), Option<Arc<IssuingDesk>>>,
    tab: Tab,
    /// What is searched for in the lists.
    search: String,
    /// How each list is sorted.
    tables: [TableView; Tab::ALL.len()],
    /// The rows that are shown of them.
    rows: Shown,
    waiting: Cursor<ApplicationId>,
    out: Cursor<LineId>,
    refused: Cursor<RefusalId>,
    /// By its place among what came: that is changed by reading alone.
    back: Cursor<usize>,
    taking: Taking,
    came: Vec<Came>,
    /// Counts the changes of what came, and how many of them were told to the window.
    came_version: u64,
    told: u64,
    /// The rate that was chosen for a reason.
    rate: Option<(RefusalId, TaxRate)>,
    correcting: Correcting,
    export: Option<Export>,
    /// Where the last files were put.
    folder: Option<PathBuf>,
    recall: CommandDialog<Recall>,
    amend: CommandDialog<Amend>,
    overrule: CommandDialog<Overrule>,
    decide: CommandDialog<Decide>,
    month_end: MonthEnd,
    /// What was asked before there was anything to do it with.
    held: Vec<Asked>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
enum Tab {
    #[default]
    Waiting,
    Out,
    Refused,
    Back,
}

impl Tab {
    const ALL: [Self; 4] = [Self::Waiting, Self::Out, Self::Refused, Self::Back];
}

/// What a person wants done, once all is drawn.
#[derive(Clone, Debug, PartialEq)]
enum Asked {
    Show(Tab),
    /// What the row's first button does.
    Primary,
    /// The application of the row.
    Look,
    Open(String),
    Export,
    ExportOne(String),
    CorrectAll,
    Correct(TaxRate),
    ChooseRate(RefusalId, TaxRate),
    Next,
    Amend,
    Overrule,
    Recall,
    /// For one of these applications.
    Decide(Vec<String>),
    PickRefusals,
    PickBack,
    /// A list of refusals, of which everything is new.
    TakeAgain(PathBuf),
    MonthEnd,
}

impl Issuing {
    /// Whether the end of a month is looked at.
    pub(super) fn is_at_month_end(&self) -> bool {
        self.month_end.is_open()
    }
}

impl Panel for Issuing {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        let key = (cx.office.revision(), cx.office.moment().today, self.issuer.clone());
        let came = self.desk.keep(cx.office, key, |db, moment, (_, _, issuer)| {
            Ok(desk(db, moment, issuer.as_deref())?.map(Arc::new))
        });
        let shown = self.shown();
        self.arrange(shown.as_ref());
        if let Some(desk) = shown {
            let ids: Vec<_> = self.waiting_rows(&desk).iter().map(|waiting| waiting.id).collect();
            self.waiting.keep_to(&ids);
            let ids: Vec<_> = self.out_rows(&desk).iter().map(|out| out.id).collect();
            self.out.keep_to(&ids);
            let ids: Vec<_> = self.refused_rows(&desk).iter().map(|refused| refused.row.refusal.id).collect();
            self.refused.keep_to(&ids);
            if came {
                self.seek_open(&desk);
            }
            for asked in std::mem::take(&mut self.held) {
                self.apply(cx, asked);
            }
        } else if !self.desk.is_loading() {
            // Without an issuer there is nothing to do it with.
            self.held.clear();
            self.month_end.close();
        }
        let ids: Vec<_> = self.came_rows().iter().map(|(place, _)| *place).collect();
        self.back.keep_to(&ids);
        if self.month_end.is_open() {
            self.month_end.logic(cx);
        }
        if let Some(tab) = self.take_answers(cx) {
            self.tab = tab;
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if !self.held.is_empty() {
            Keyboard::await_answer_to_keys(ui.ctx());
            if ui.input(|input| input.pointer.any_click()) {
                // Whoever clicks has gone on.
                self.held.clear();
            }
        }
        self.panel_ui(ui, cx);
    }

    fn commands(&self, _cx: &Cx<'_>) -> Vec<Offered> {
        if self.month_end.is_open() {
            return Vec::new();
        }
        let corrects = (self.tab == Tab::Refused).then_some(UserCommand::CorrectAll);
        let always = [UserCommand::ExportForms, UserCommand::MonthEnd];
        always.into_iter().chain(corrects).map(UserCommand::now).collect()
    }

    fn run(&mut self, command: UserCommand, cx: &mut Cx<'_>) {
        match command {
            UserCommand::ExportForms => self.apply(cx, Asked::Export),
            UserCommand::MonthEnd => self.apply(cx, Asked::MonthEnd),
            UserCommand::CorrectAll => self.apply(cx, Asked::CorrectAll),
            _ => {}
        }
    }

    fn unsaved(&self) -> Vec<Unsaved> {
        [self.recall.unsaved(), self.amend.unsaved(), self.overrule.unsaved(), self.decide.unsaved()]
            .into_iter()
            .flatten()
            .collect()
    }

    fn kept_list(&mut self) -> Option<&mut dyn Kept> {
        Some(self)
    }
}

/// The name under which the table of the month's invoices is kept beside those of the lists.
const MONTH_END: &str = "MonthEnd";

/// What the lists are narrowed to.
#[derive(Serialize, Deserialize)]
struct Filter {
    tab: Tab,
    issuer: Option<String>,
}

impl Kept for Issuing {
    fn kept(&self) -> KeptList {
        let filter = Filter { tab: self.tab, issuer: self.issuer.clone() };
        let tables = Tab::ALL.map(|tab| (tab.into(), &self.tables[tab as usize]));
        let tables = tables.into_iter().chain([(MONTH_END, self.month_end.table())]);
        KeptList {
            filter: serde_json::to_value(filter).unwrap_or_default(),
            tables: tables.map(|(name, table): (&str, _)| (name.to_owned(), KeptTable::of(table))).collect(),
            ..KeptList::default()
        }
    }

    fn restore(&mut self, kept: &KeptList) {
        for tab in Tab::ALL {
            let columns = lists::columns(tab, Lang::Zh);
            let table = kept.tables.get(<&str>::from(tab));
            self.tables[tab as usize] =
                table.map(|table| table.view(columns.iter().map(Column::key))).unwrap_or_default();
        }
        self.month_end.restore_table(kept.tables.get(MONTH_END));
        if let Ok(Filter { tab, issuer }) = Filter::deserialize(&kept.filter) {
            (self.tab, self.issuer) = (tab, issuer);
        }
    }
}

impl Issuing {
    fn shown(&self) -> Option<Arc<IssuingDesk>> {
        self.desk.value()?.clone()
    }

    /// Takes what has come while another panel is on screen: files are read on there.
    pub fn while_away(&mut self, cx: &mut Cx<'_>) {
        if let Some(tab) = self.take_answers(cx) {
            self.tab = tab;
        }
    }

    /// Has files taken in that were dropped on the window or pasted: at the end of a month, a list is held against the
    /// store's.
    pub fn take_back(&mut self, files: Vec<PathBuf>) {
        match files.as_slice() {
            [list] if self.month_end.is_open() && is_one_of(list, TABLES) => {
                self.month_end.take(list.clone())
            }
            _ => {
                self.month_end.close();
                self.taking.take(files);
            }
        }
    }

    /// Reads again what was left undecided.
    pub fn read_again(&mut self, undecided: Vec<String>, wake: &Wake) {
        self.taking.read_again(undecided, wake);
    }

    /// Takes what has come of everything that was asked for; the tab that shows it, where it is another one.
    fn take_answers(&mut self, cx: &mut Cx<'_>) -> Option<Tab> {
        self.take_corrected(cx);
        self.recall.logic(cx);
        self.amend.logic(cx);
        self.overrule.logic(cx);
        if let Some((form, _)) = self.decide.logic(cx) {
            let decided = self.came.iter_mut().filter(|came| form.subject.is_of(came));
            decided.for_each(|came| came.decide(&form.application));
            self.came_version += 1;
        }
        let mut tab = None;
        if let Some(export) = &mut self.export
            && export.logic(cx)
        {
            self.folder = Some(export.folder().to_owned());
            tab = Some(Tab::Out);
        }
        if let Some(taken) = self.taking.logic(cx) {
            tab = Some(self.take_in(cx, taken));
        }
        if std::mem::replace(&mut self.told, self.came_version) != self.came_version {
            cx.act(Action::LeaveUndecided(self.undecided()));
        }
        tab
    }

    /// Keeps what was read and says what came of it; the tab that shows it.
    fn take_in(&mut self, cx: &mut Cx<'_>, taken: Taken) -> Tab {
        let lang = cx.lang;
        let (tab, new) = match taken {
            Taken::Files(report) => (Tab::Back, Came::of_files(report)),
            Taken::Issued { list, report } => (Tab::Back, Came::of_list(&list, report)),
            Taken::Refusals { path, report } => {
                self.came.retain(|came| came.refusals() != Some(path.as_path()));
                let (matched, unmatched) = (report.matched.len(), report.unmatched.len());
                let tone = if unmatched == 0 { Tone::Ok } else { Tone::Warn };
                let text = words::refusals_taken(lang, matched, unmatched, report.was_taken_before);
                cx.act(Action::Toast(tone, text));
                let tab = if matched == 0 && unmatched > 0 { Tab::Back } else { Tab::Refused };
                (tab, Came::of_refusals(&path, report.unmatched))
            }
        };
        if tab == Tab::Back && !matches!(new.first(), Some(Came::Refusal { .. })) {
            let open = new.iter().filter(|came| came.standing().is_open()).count();
            let [matched, already] = settled(new.iter());
            let tone = if open == 0 { Tone::Ok } else { Tone::Warn };
            cx.act(Action::Toast(tone, words::came(lang, matched, already, open)));
        }
        came::replace(&mut self.came, new);
        self.came_version += 1;
        self.back = Cursor::default();
        tab
    }

    /// Takes files whose paths are pasted; the panel has no place for other text.
    fn take_pasted(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        if self.is_covered(ui.ctx()) || ui.ctx().text_edit_focused() {
            return;
        }
        let pasted = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                Event::Paste(text) => Some(pasted_paths(text)),
                _ => None,
            })
        });
        match pasted {
            None => {}
            Some(paths) if paths.is_empty() => {
                cx.act(Action::Toast(Tone::Info, cx.say(files::NO_PATH).to_owned()));
            }
            Some(paths) => self.take_back(paths),
        }
    }

    /// Whether a dialog lies over the panel.
    fn is_covered(&self, ctx: &Context) -> bool {
        let is_open =
            self.recall.is_open() || self.amend.is_open() || self.overrule.is_open() || self.decide.is_open();
        self.export.is_some() || is_open || ctx.memory(|memory| memory.top_modal_layer().is_some())
    }

    fn dialogs_ui(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        if let (Some(desk), Some(export)) = (self.desk.value().and_then(Clone::clone), &mut self.export)
            && export.show(ui.ctx(), cx, &desk)
        {
            self.export = None;
        }
        self.recall.show(ui.ctx(), cx, &());
        self.amend.show(ui.ctx(), cx, &());
        self.overrule.show(ui.ctx(), cx, &());
        self.decide.show(ui.ctx(), cx, &());
    }

    fn apply(&mut self, cx: &mut Cx<'_>, asked: Asked) {
        match asked {
            Asked::Show(tab) => return self.tab = tab,
            Asked::PickRefusals => return self.taking.pick_refusals(cx),
            Asked::PickBack => return self.taking.pick_back(cx),
            Asked::TakeAgain(list) => return self.taking.take_again(list),
            Asked::MonthEnd => return self.month_end.open(),
            Asked::Open(application) => return cx.act(Action::Go(Route::Application(application))),
            _ => {}
        }
        let Some(desk) = self.shown() else { return self.held.push(asked) };
        match asked {
            Asked::Primary => {
                if let Some(asked) = self.primary(cx.lang, &desk).filter(|first| first.why_not.is_none()) {
                    self.apply(cx, asked.asked);
                }
            }
            Asked::Look => {
                if let Some(application) = self.application(&desk) {
                    cx.act(Action::Go(Route::Application(application)));
                }
            }
            Asked::Export => {
                let again = self.refused_applications(&desk);
                let those = if self.tab == Tab::Refused { again } else { Vec::new() };
                self.begin_export(cx, &desk, those);
            }
            Asked::ExportOne(application) => self.begin_export(cx, &desk, vec![application]),
            Asked::CorrectAll => self.correct_all(cx, &desk),
            Asked::Correct(rate) => self.correct_one(cx, &desk, rate),
            Asked::ChooseRate(id, rate) => self.rate = Some((id, rate)),
            Asked::Next => self.go_on(&desk),
            Asked::Amend => {
                if let Some(refused) = self.refused_row(&desk)
                    && let Some((field, value)) = refused.detail.field.clone()
                {
                    self.amend.open(Amend::of(refused.row, field, value));
                }
            }
            Asked::Overrule if self.tab == Tab::Waiting => {
                if let Some(waiting) = self.waiting_row(&desk)
                    && let Some(reason) = refused_before(waiting)
                {
                    self.overrule.open(Overrule::of(&waiting.application, reason));
                }
            }
            Asked::Overrule => {
                if let Some(refused) = self.refused_row(&desk) {
                    self.overrule.open(Overrule::of(&refused.row.application, &refused.row.refusal.reason));
                }
            }
            Asked::Recall => {
                if let Some(out) = self.out_row(&desk) {
                    self.recall.open(Recall::of(out));
                }
            }
            Asked::Decide(choices) => self.begin_decide(choices),
            Asked::Show(_)
            | Asked::PickRefusals
            | Asked::PickBack
            | Asked::TakeAgain(_)
            | Asked::MonthEnd
            | Asked::Open(_) => {}
        }
    }

    fn begin_export(&mut self, cx: &Cx<'_>, desk: &IssuingDesk, applications: Vec<String>) {
        self.export = Some(Export::begin(cx, &desk.issuer, applications, self.folder.as_deref()));
    }

    /// Asks of which application an invoice is, with everything that was read of it.
    fn begin_decide(&mut self, choices: Vec<String>) {
        let Some(came) = self.came_row() else { return };
        let Some(claim) = came.claim() else { return };
        let subject = match came {
            Came::Row { list, entry } => Subject::Row { list: list.clone(), row: entry.row },
            Came::File(_) | Came::Refusal { .. } => {
                let standing = came.standing();
                let is_alike = |other: &&Came| other.number() == claim.number && other.standing() == standing;
                let alike = self.came.iter().filter(is_alike);
                Subject::Files(alike.filter_map(|other| other.file().map(str::to_owned)).collect())
            }
        };
        self.decide.open(Decide::of(&claim.number, subject, choices, claim.red.is_some()));
    }

    /// The applications of which something was refused, each once.
    fn refused_applications(&self, desk: &IssuingDesk) -> Vec<String> {
        let mut numbers: Vec<String> =
            desk.page.refused.iter().map(|refused| refused.application.clone()).collect();
        numbers.dedup();
        numbers
    }
}
