//! What a person can have the window do: each with its words, its icon and its keys, once. Buttons, the palette, menus
//! and the sheet of keys are made of it.

mod draw;
mod keys;
pub(super) mod sheet;

use egui::{Context, Key, KeyboardShortcut, Modifiers, Theme, ThemePreference};

use super::icons::{self, Icon};
use super::panels::PAGES;
use super::state::{Action, Route, Target};
use crate::domain::application::Step;
use crate::domain::ticket::TicketStep;
use crate::i18n::{
    Lang, Text, about, addresses, audit, backups, balance, commands as words, common, domain, issuing,
    month_end, policies, recurring, settings, shell, sign_in, step_requests, tickets, undoing,
};

pub use draw::{command_button_ui, command_item_ui, command_link_ui, wide_command_button_ui};
pub(super) use keys::{Heard, heard, spelled, spelled_of};

/// Where a command can be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Everywhere,
    Page(Route),
}

/// What is known of a command wherever it is shown.
#[derive(Clone, Debug)]
pub struct About {
    pub place: Place,
    pub icon: Icon,
    pub label: Text,
    /// More than the label says, for who points at the button.
    pub tooltip: Option<Text>,
    pub keys: Option<KeyboardShortcut>,
}

const fn plain(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::NONE, key))
}

const fn ctrl(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::COMMAND, key))
}

const fn shift(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::SHIFT, key))
}

const fn alt(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::ALT, key))
}

/// Makes the enum and what is known of each command of one table.
macro_rules! commands {
    ($($place:expr => {
        $($(#[$attr:meta])* $name:ident: $icon:expr, $label:expr, $keys:expr $(, $tooltip:expr)?;)*
    })*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum UserCommand {
            $($($(#[$attr])* $name,)*)*
            /// Goes to the page at this place of [`PAGES`].
            Go(usize),
        }

        impl UserCommand {
            /// Every command, in the order in which they are listed.
            pub fn all() -> impl Iterator<Item = Self> {
                [$($(Self::$name,)*)*].into_iter().chain((0..PAGES.len()).map(Self::Go))
            }

            pub fn about(self) -> About {
                match self {
                    $($(Self::$name => About {
                        place: $place,
                        icon: $icon,
                        label: $label,
                        tooltip: None$(.or(Some($tooltip)))?,
                        keys: $keys,
                    },)*)*
                    Self::Go(at) => About {
                        place: Place::Everywhere,
                        icon: PAGES[at].icon,
                        label: PAGES[at].name,
                        tooltip: None,
                        keys: PAGES[at].shortcut(),
                    },
                }
            }
        }
    };
}

#[rustfmt::skip]
commands! {
    // icon, label, keys, tooltip
    Place::Everywhere => {
        NewApplication: icons::ADD, words::NEW_APPLICATION, ctrl(Key::N);
        Import: icons::UPLOAD, words::IMPORT, ctrl(Key::I);
        Imports: icons::AUDIT, words::IMPORTS, None;
        Export: icons::DOWNLOAD, words::EXPORT, None;
        OverdueBills: icons::WARNING, words::OVERDUE_BILLS, None;
        LateApplications: icons::CLOCK, words::LATE_APPLICATIONS, None;
        ChooseCustomer: icons::CUSTOMERS, words::CHOOSE_CUSTOMER, ctrl(Key::J);
        AllCustomers: icons::CLOSE, shell::SHOW_ALL_CUSTOMERS, None;
        ShowBalance: icons::INVOICE, balance::OPEN, None;
        ExplainAmount: icons::INFO, words::EXPLAIN_AMOUNT, ctrl(Key::E), words::EXPLAIN_AMOUNT_HOW;
        OpenPalette: icons::SEARCH, words::SEARCH, ctrl(Key::K), words::SEARCH_HOW;
        ShowKeys: icons::HELP, words::KEYS, plain(Key::F1), words::KEYS_HOW;
        NextRegion: icons::RIGHT, words::NEXT_REGION, plain(Key::F6), words::REGIONS_HOW;
        RegionBefore: icons::LEFT, words::REGION_BEFORE, shift(Key::F6);
        Undo: icons::UNDO, undoing::UNDO, ctrl(Key::Z), undoing::UNDO_HOW;
        UserMenu: icons::PERSON, sign_in::USER_MENU, ctrl(Key::U);
        SwitchUser: icons::REFRESH, sign_in::SWITCH_USER, None;
        LockWindow: icons::BLOCKED, sign_in::LOCK, ctrl(Key::L);
        ChangePassword: icons::EDIT, sign_in::CHANGE_PASSWORD, None;
        About: icons::INFO, about::TITLE, shift(Key::F1);
        OtherLanguage: icons::LANGUAGE, words::OTHER_LANGUAGE, None;
        Light: icons::SUN, words::LIGHT, None;
        Dark: icons::MOON, words::DARK, None;
    }
    Place::Page(Route::Apply) => {
        GoOn: icons::RIGHT, words::GO_ON, ctrl(Key::Enter);
        StepBack: icons::LEFT, words::STEP_BACK, alt(Key::ArrowLeft);
    }
    Place::Page(Route::Applications) => {
        AcceptChosen: icons::CHECK, domain::step(Step::Accept), plain(Key::A);
        IssueChosen: icons::INVOICE, domain::step(Step::Issue), plain(Key::I);
        DeliverChosen: icons::SHIPPING, domain::step(Step::Deliver), plain(Key::D);
        ReceiveChosen: icons::CHECK_CIRCLE, domain::step(Step::Receive), plain(Key::S);
        MailChosen: icons::INBOX, words::SEND_MAIL, plain(Key::M);
        LabelsChosen: icons::DOCUMENT, words::PRINT_LABELS, plain(Key::P);
        FilesChosen: icons::DOWNLOAD, words::PACK_CHOSEN, plain(Key::Z);
        ExportChosen: icons::TABLE, words::EXPORT_CHOSEN, plain(Key::E);
        RejectChosen: icons::BLOCKED, domain::step(Step::Reject), plain(Key::X);
    }
    Place::Page(Route::Customers) => {
        ApplyForChosen: icons::APPLY, words::APPLY_FOR_CHOSEN, plain(Key::A), words::APPLY_FOR_CHOSEN_HOW;
    }
    Place::Page(Route::Review) => {
        NextReview: icons::RIGHT, words::NEXT_REVIEW, plain(Key::J);
        ReviewBefore: icons::LEFT, words::REVIEW_BEFORE, plain(Key::K);
        TickField: icons::CHECK, words::TICK_FIELD, plain(Key::Space);
        Approve: icons::CHECK_CIRCLE, words::APPROVE, plain(Key::A);
        RejectReview: icons::BLOCKED, words::REJECT_REVIEW, plain(Key::R);
    }
    Place::Page(Route::Issuing) => {
        ExportForms: icons::UPLOAD, issuing::EXPORT, plain(Key::E);
        CorrectAll: icons::EDIT, words::CORRECT_ALL, plain(Key::M);
        MonthEnd: icons::CALENDAR, month_end::OPEN, plain(Key::B);
    }
    Place::Page(Route::Delivery) => {
        SendMail: icons::INBOX, words::SEND_MAIL, plain(Key::M);
        PrintLabels: icons::DOCUMENT, words::PRINT_LABELS, plain(Key::P);
        PackChosen: icons::DOWNLOAD, words::PACK_CHOSEN, plain(Key::Z);
        EnterTracking: icons::SHIPPING, domain::step(Step::Deliver), plain(Key::D);
        RetryMail: icons::REFRESH, words::RETRY_MAIL, plain(Key::S);
        MailReceipt: icons::DOWNLOAD, words::MAIL_RECEIPT, plain(Key::R);
    }
    Place::Page(Route::Recurring) => {
        AddPlan: icons::ADD, recurring::ADD, plain(Key::N);
        ChangePlan: icons::EDIT, common::CHANGE, plain(Key::E);
        SwitchPlan: icons::BLOCKED, recurring::SWITCH_OFF, plain(Key::S);
        RunPlans: icons::RECURRING, recurring::RUN_NOW, plain(Key::X);
    }
    Place::Page(Route::Audit) => {
        CheckStore: icons::CHECK_CIRCLE, audit::CHECK, plain(Key::C), audit::CHECK_HOW;
    }
    Place::Page(Route::Bills) => {
        BillHistory: icons::AUDIT, audit::HISTORY, plain(Key::H);
    }
    Place::Page(Route::Files) => {
        ImportHistory: icons::AUDIT, audit::HISTORY, plain(Key::H);
    }
    Place::Page(Route::Tickets) => {
        TicketHistory: icons::AUDIT, audit::HISTORY, plain(Key::H);
        WriteNote: icons::EDIT, tickets::WRITE_NOTE, plain(Key::N);
        AddNote: icons::ADD, domain::ticket_step(TicketStep::Note), ctrl(Key::Enter);
        CloseTicket: icons::CHECK, domain::ticket_step(TicketStep::Close), plain(Key::C);
    }
    Place::Page(Route::Policies) => {
        ChangePolicy: icons::EDIT, policies::CHANGE, plain(Key::E);
        CopyPolicy: icons::COPY, policies::COPY, plain(Key::C);
    }
    Place::Page(Route::Settings) => {
        AddIssuer: icons::ADD, common::ADD_ISSUER, plain(Key::I);
        ChangeIssuer: icons::EDIT, settings::CHANGE_ISSUER, plain(Key::E);
        AddUser: icons::ADD, settings::ADD_USER, plain(Key::U);
        ChangeRoles: icons::EDIT, settings::CHANGE_ROLES, plain(Key::R);
        BackUpNow: icons::COPY, backups::BACK_UP_NOW, plain(Key::B);
        RestoreBackup: icons::UNDO, backups::RESTORE, plain(Key::H);
        SetPassword: icons::EDIT, sign_in::SET_PASSWORD, plain(Key::P);
        SwitchUserOff: icons::BLOCKED, settings::DISABLE_USER, plain(Key::D);
        DiscardDemo: icons::DELETE, settings::DISCARD_ASK, None;
    }
    Place::Page(Route::About) => {
        CopyReport: icons::COPY, about::COPY_REPORT, plain(Key::C);
        CheckPackage: icons::CHECK_CIRCLE, about::CHOOSE_PACKAGE, plain(Key::O);
    }
    Place::Page(Route::Application(String::new())) => {
        AcceptStep: icons::CHECK, domain::step(Step::Accept), plain(Key::A);
        IssueStep: icons::DOCUMENT, domain::step(Step::Issue), plain(Key::I);
        DeliverStep: icons::SHIPPING, domain::step(Step::Deliver), plain(Key::D);
        ReceiveStep: icons::CHECK_CIRCLE, domain::step(Step::Receive), plain(Key::S);
        RejectStep: icons::BLOCKED, domain::step(Step::Reject), plain(Key::X);
        CancelStep: icons::CLOSE, domain::step(Step::Cancel), plain(Key::C);
        Reverse: icons::UNDO, words::REVERSE, plain(Key::R);
        UndoStep: icons::UNDO, undoing::LAST_STEP, plain(Key::B);
        EndRequest: icons::PERSON, step_requests::END, plain(Key::T);
        NextApplication: icons::RIGHT, words::NEXT_REVIEW, plain(Key::J);
        ApplicationBefore: icons::LEFT, words::REVIEW_BEFORE, plain(Key::K);
        ReportLetter: icons::EDIT, words::REPORT_LETTER, plain(Key::U);
        ApplicationHistory: icons::AUDIT, audit::HISTORY, plain(Key::H);
        OpenFile: icons::EXTERNAL, words::OPEN_FILE, plain(Key::O);
        PackFiles: icons::DOWNLOAD, words::PACK_FILES, plain(Key::Z);
        PrintSheet: icons::DOCUMENT, words::PRINT_SHEET, plain(Key::P);
    }
    Place::Page(Route::Balance) => {
        ExportBalance: icons::DOWNLOAD, words::EXPORT_BALANCE, plain(Key::X);
    }
    Place::Page(Route::Customers) => {
        CustomerHistory: icons::AUDIT, audit::HISTORY, plain(Key::H);
        CustomerBalance: icons::INVOICE, balance::OPEN, plain(Key::B);
    }
    Place::Page(Route::InvoiceInfo) => {
        SaveInfo: icons::CHECK, words::SAVE_INFO, ctrl(Key::S);
    }
    Place::Page(Route::Addresses) => {
        AddAddress: icons::ADD, addresses::ADD, plain(Key::N);
        EditAddress: icons::EDIT, addresses::EDIT_TITLE, plain(Key::E);
        DefaultAddress: icons::STAR, addresses::AS_DEFAULT, plain(Key::D);
        RemoveAddress: icons::DELETE, words::REMOVE_ADDRESS, plain(Key::Delete);
    }
}

/// A command as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    pub command: UserCommand,
    /// Why it cannot be done, where it cannot.
    pub why_not: Option<String>,
    /// What it says in the place of its label, where it says how many or of what.
    pub label: Option<String>,
}

impl UserCommand {
    /// It can be done now.
    pub fn now(self) -> Offered {
        self.unless(None)
    }

    /// It can be done now, unless there is a reason why not.
    pub fn unless(self, why_not: Option<String>) -> Offered {
        Offered { command: self, why_not, label: None }
    }

    /// Whether it is given again and again while its keys are held down: it leads from one to the next, and writes
    /// nothing.
    pub(super) fn repeats(self) -> bool {
        matches!(
            self,
            Self::NextApplication
                | Self::ApplicationBefore
                | Self::NextReview
                | Self::ReviewBefore
                | Self::NextRegion
                | Self::RegionBefore
        )
    }

    /// What of the whole window's commands can be done.
    pub(super) fn everywhere(ctx: &Context, has_chosen: bool) -> Vec<Offered> {
        let is_dark = ctx.theme() == Theme::Dark;
        let is_there = |command: &Self| match command {
            Self::AllCustomers | Self::ShowBalance => has_chosen,
            // What it would take back, and who is here, is known to the window.
            Self::Undo
            | Self::UserMenu
            | Self::SwitchUser
            | Self::LockWindow
            | Self::ChangePassword
            | Self::About => false,
            Self::Light => is_dark,
            Self::Dark => !is_dark,
            command => command.about().place == Place::Everywhere,
        };
        Self::all().filter(is_there).map(Self::now).collect()
    }

    /// What does it; none: the window or the page has to do it by itself.
    pub(super) fn action(self, lang: Lang) -> Option<Action> {
        Some(match self {
            Self::NewApplication => Action::Go(Route::Apply),
            Self::SwitchUser => Action::Lock { wants_other: true },
            Self::LockWindow => Action::Lock { wants_other: false },
            Self::ChangePassword => Action::ChangePassword,
            Self::About => Action::Go(Route::About),
            Self::AllCustomers => Action::Choose(None),
            Self::ShowBalance => Action::Go(Route::Balance),
            Self::Import => Action::Open(Target::Import),
            Self::Imports => Action::Open(Target::Imports),
            Self::Export => Action::Open(Target::Export),
            Self::OverdueBills => Action::Open(Target::OverdueBills),
            Self::LateApplications => Action::Open(Target::LateApplications),
            Self::OtherLanguage => Action::ChooseLanguage(lang.pick(Lang::En, Lang::Zh)),
            Self::Light => Action::ChooseTheme(ThemePreference::Light),
            Self::Dark => Action::ChooseTheme(ThemePreference::Dark),
            Self::Go(at) => Action::Go(PAGES[at].route.clone()),
            _ => return None,
        })
    }
}

impl Offered {
    /// It says this in the place of its label.
    pub fn named(self, label: impl Into<String>) -> Self {
        Self { label: Some(label.into()), ..self }
    }

    pub fn label(&self, lang: Lang) -> &str {
        self.label.as_deref().unwrap_or(self.command.about().label.get(lang))
    }
}

/// Whether a page has commands that are letters: a field that has the keyboard would take them.
pub(super) fn hears_letters(route: &Route) -> bool {
    let is_letter = |keys: &KeyboardShortcut| keys.modifiers.is_none();
    UserCommand::all().map(UserCommand::about).any(|about| {
        let is_here = matches!(&about.place, Place::Page(page) if std::mem::discriminant(page) == std::mem::discriminant(route));
        is_here && about.keys.as_ref().is_some_and(is_letter)
    })
}

/// This command as it stands now, if it is offered.
pub fn offered(all: &[Offered], command: UserCommand) -> Option<&Offered> {
    all.iter().find(|offered| offered.command == command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_of_a_place_have_the_same_keys() {
        let with_keys = || UserCommand::all().filter_map(|command| Some((command, command.about().keys?)));
        for (command, keys) in with_keys() {
            let place = command.about().place;
            let clashes = with_keys().filter(|(other, theirs)| {
                let near = other.about().place == place || other.about().place == Place::Everywhere;
                *other != command && *theirs == keys && near
            });
            assert_eq!(clashes.count(), 0, "{command:?}");
        }
    }

    #[test]
    fn a_step_has_the_same_letter_on_every_page_and_none_has_the_letter_of_another() {
        use UserCommand as Of;
        let same: [&[UserCommand]; 8] = [
            &[Of::AcceptChosen, Of::AcceptStep],
            &[Of::IssueChosen, Of::IssueStep],
            &[Of::DeliverChosen, Of::DeliverStep, Of::EnterTracking],
            &[Of::ReceiveChosen, Of::ReceiveStep],
            &[Of::RejectChosen, Of::RejectStep],
            &[Of::MailChosen, Of::SendMail],
            &[Of::LabelsChosen, Of::PrintLabels],
            &[Of::FilesChosen, Of::PackChosen, Of::PackFiles],
        ];
        let keys = |command: UserCommand| command.about().keys;
        for group in same {
            assert!(group.iter().all(|command| keys(*command) == keys(group[0])), "{group:?}");
        }
        let pages = [Of::AcceptChosen, Of::SendMail, Of::AcceptStep].map(|of| of.about().place);
        for step in same[..5].iter().map(|group| group[0]) {
            let others = Of::all().filter(|of| pages.contains(&of.about().place) && keys(*of) == keys(step));
            let others =
                others.filter(|of| same.iter().all(|group| !group.contains(of) || !group.contains(&step)));
            // The outbox has neither receipts of goods nor rejections: S sends there.
            let others: Vec<_> = others.filter(|of| *of != Of::RetryMail).collect();
            assert!(others.is_empty(), "{step:?} {others:?}");
        }
    }

    #[test]
    fn what_is_offered_everywhere_can_be_done_there() {
        for offered in UserCommand::everywhere(&Context::default(), true) {
            let by_window = matches!(
                offered.command,
                UserCommand::OpenPalette
                    | UserCommand::ShowKeys
                    | UserCommand::ChooseCustomer
                    | UserCommand::ExplainAmount
                    | UserCommand::NextRegion
                    | UserCommand::RegionBefore
            );
            assert!(by_window || offered.command.action(Lang::Zh).is_some(), "{:?}", offered.command);
        }
    }

    #[test]
    fn all_customers_are_shown_again_only_where_one_is_chosen() {
        let of = |has_chosen| UserCommand::everywhere(&Context::default(), has_chosen);
        assert!(offered(&of(false), UserCommand::AllCustomers).is_none());
        assert!(offered(&of(true), UserCommand::AllCustomers).is_some());
    }
}
