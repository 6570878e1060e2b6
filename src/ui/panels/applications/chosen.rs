//! What can be done with the applications that are chosen, else with the one that is looked at.

use egui::{PopupCloseBehavior, Ui};

use super::list::ApplicationList;
use crate::desk::export::{ExportFormat, List};
use crate::desk::lists::applications::ApplicationQuery;
use crate::desk::print::LabelsAsked;
use crate::desk::returned::files::FilesAsked;
use crate::domain::application::{ApplicationState, Step};
use crate::domain::ids::ApplicationId;
use crate::i18n::{Lang, applications as words, common};
use crate::ui::bulk::Ask;
use crate::ui::commands::{Offered, UserCommand, command_button_ui, command_item_ui, spelled};
use crate::ui::icons;
use crate::ui::list_panel::{ListPanel, Targets};
use crate::ui::outgoing::Outgoing;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Type, space};
use crate::ui::widgets::{ButtonKind, menu_button_ui, text_width};

/// Each command, and the step that it takes, in the order of the buttons.
const COMMANDS: [(UserCommand, Option<Step>); 9] = [
    (UserCommand::AcceptChosen, Some(Step::Accept)),
    (UserCommand::IssueChosen, Some(Step::Issue)),
    (UserCommand::DeliverChosen, Some(Step::Deliver)),
    (UserCommand::ReceiveChosen, Some(Step::Receive)),
    (UserCommand::MailChosen, None),
    (UserCommand::LabelsChosen, None),
    (UserCommand::FilesChosen, None),
    (UserCommand::ExportChosen, None),
    (UserCommand::RejectChosen, Some(Step::Reject)),
];

/// What is left to the words about what is chosen, and to the button that copies.
const BESIDE: f32 = 400.0;
/// What a button is wider than its words.
const AROUND: f32 = 2.0 * (space::M + 2.0) + space::M + space::S;

/// How many of the chosen applications can take each step by their state; what else rules it out is said when it is asked.
#[derive(Default)]
pub(super) struct Doable {
    of: Option<(u64, Option<ApplicationId>)>,
    states: Vec<(ApplicationState, usize)>,
}

impl Doable {
    /// Looks through what is chosen, where that has changed.
    pub fn keep(&mut self, targets: &Targets<'_, ApplicationQuery>) {
        let version = Some(targets.version());
        // One row that is looked at is read again without having been chosen.
        if self.of == version && targets.are_chosen() {
            return;
        }
        self.of = version;
        self.states = ApplicationState::ALL.map(|state| (state, 0)).to_vec();
        for row in targets.rows() {
            let count = self.states.iter_mut().find(|(state, _)| *state == row.row.state);
            count.into_iter().for_each(|(_, n)| *n += 1);
        }
    }

    fn count(&self, is_it: impl Fn(ApplicationState) -> bool) -> usize {
        self.states.iter().filter(|(state, _)| is_it(*state)).map(|(_, n)| n).sum()
    }

    /// How many can be given a command, by their state.
    fn can(&self, command: UserCommand, step: Option<Step>) -> usize {
        match (step, command) {
            (Some(step), _) => self.count(|state| state.after(step).is_some()),
            (None, UserCommand::MailChosen | UserCommand::LabelsChosen) => {
                self.count(|state| state == ApplicationState::Issued)
            }
            (None, UserCommand::FilesChosen) => self.count(ApplicationState::is_issued),
            (None, _) => self.count(|_| true),
        }
    }

    /// Every command, with how many it is of, or why it can be given to none. While all are being chosen that is not known.
    pub fn offered(&self, lang: Lang, is_reading: bool) -> Vec<Offered> {
        let all = self.count(|_| true);
        let offered = |(command, step): (UserCommand, Option<Step>)| {
            let n = self.can(command, step);
            let none = if all == 0 { words::CHOOSE_FIRST } else { words::NONE_CAN };
            let why_not = (n == 0 && !is_reading).then(|| none.get(lang).to_owned());
            let offered = command.unless(why_not);
            if step.is_some() && all > 1 && n > 0 {
                let label = words::with_count(lang, offered.label(lang), n);
                offered.named(label)
            } else {
                offered
            }
        };
        COMMANDS.map(offered).to_vec()
    }
}

/// What does it with what is chosen.
pub(super) fn action(command: UserCommand, list: &ListPanel<ApplicationList>) -> Option<Action> {
    let targets = list.targets();
    let numbers = |is_it: &dyn Fn(ApplicationState) -> bool| -> Vec<String> {
        let rows = targets.rows().filter(|listed| is_it(listed.row.state));
        rows.map(|listed| listed.row.number.clone()).collect()
    };
    let issued = |state| state == ApplicationState::Issued;
    let (_, step) = COMMANDS.into_iter().find(|(of, _)| *of == command)?;
    Some(match (step, command) {
        (Some(step), _) => Action::Bulk(Ask::Step(step, numbers(&|_| true))),
        (None, UserCommand::MailChosen) => Action::Mail(numbers(&issued)),
        (None, UserCommand::LabelsChosen) => {
            Action::Export(Outgoing::Labels(LabelsAsked { applications: numbers(&issued), skip: 0 }))
        }
        (None, UserCommand::FilesChosen) => {
            let applications = numbers(&ApplicationState::is_issued);
            Action::Export(Outgoing::InvoiceFiles(FilesAsked { applications, ..FilesAsked::default() }))
        }
        (None, _) => {
            let chosen = targets.rows().map(|listed| listed.row.id).collect();
            let query = ApplicationQuery { chosen, ..ApplicationQuery::default() };
            let list = List::Applications(query, list.exported());
            Action::Export(Outgoing::List(Box::new(list), ExportFormat::Xlsx))
        }
    })
}

/// The buttons of what can be done, from the right; those that find no room are in a menu.
pub(super) fn bar_ui(ui: &mut Ui, cx: &mut Cx<'_>, offered: &[Offered]) {
    let can: Vec<&Offered> = offered.iter().filter(|offered| offered.why_not.is_none()).collect();
    let mut room = ui.available_width() - BESIDE;
    let fits = |offered: &&&Offered| {
        let keys = offered.command.about().keys.map(|keys| spelled(ui.ctx(), &keys)).unwrap_or_default();
        room -=
            text_width(ui, offered.label(cx.lang), Type::Body) + text_width(ui, &keys, Type::Small) + AROUND;
        room > 0.0
    };
    let shown = can.iter().take_while(fits).count();
    let (buttons, more) = can.split_at(shown);
    let mut pressed = None;
    if !more.is_empty() {
        let menu =
            |ui: &mut Ui| more.iter().find(|offered| command_item_ui(ui, offered)).map(|of| of.command);
        let name = common::MORE_ACTIONS.get(cx.lang);
        pressed = menu_button_ui(ui, icons::MORE, name, PopupCloseBehavior::CloseOnClick, menu).flatten();
    }
    for (place, offered) in buttons.iter().enumerate().rev() {
        let kind = match offered.command {
            UserCommand::RejectChosen => ButtonKind::Danger,
            _ if place == 0 => ButtonKind::Primary,
            _ => ButtonKind::Secondary,
        };
        if command_button_ui(ui, kind, offered) {
            pressed = Some(offered.command);
        }
    }
    pressed.into_iter().for_each(|command| cx.act(Action::Run(command)));
}
