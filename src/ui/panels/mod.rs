//! The panels, one folder each. A panel keeps what it has loaded and what is typed into it; in `logic` it takes
//! what has come and asks for more, in `ui` it draws and says what is to be done.

pub mod about;
pub mod addresses;
pub mod application;
pub mod applications;
pub mod audit;
pub mod balance;
pub mod bills;
pub mod customers;
pub mod delivery;
pub mod files;
pub mod help;
pub mod info;
pub mod issuing;
mod looks;
pub mod overview;
mod parts;
pub mod policies;
pub mod recurring;
pub mod review;
pub mod settings;
pub mod tickets;
pub mod wizard;

use std::path::PathBuf;
use std::time::Duration;

use egui::{Context, Key, KeyboardShortcut, Modifiers, Ui};

pub(super) use self::issuing::is_one_of;
use super::commands::{Offered, UserCommand};
use super::icons::{self, Icon};
use super::state::{Cx, Target};
use super::unsaved::Unsaved;
use super::views::Kept;
use crate::desk::worker::{Office, Wake};
use crate::domain::ids::TicketId;
use crate::domain::rule_id::RuleId;
use crate::i18n::{
    Text, audit as audit_words, common, delivery as delivery_words, issuing as issuing_words, shell,
};

/// How long the desk may take to let go of things when the window is closed.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

pub trait Panel {
    /// Takes what has come and asks for more. Draws nothing.
    fn logic(&mut self, cx: &mut Cx<'_>);

    /// Draws. Reads nothing from the store and changes nothing in it.
    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>);

    /// Its commands that can be given now, and of those that cannot, why. Their keys are heard and the palette lists them;
    /// a page draws them with [`command_button_ui`](super::commands::command_button_ui).
    fn commands(&self, _cx: &Cx<'_>) -> Vec<Offered> {
        Vec::new()
    }

    /// It hears the keys of its commands by itself, since what they are about changes with each: the window only names
    /// them.
    fn hears_its_keys(&self) -> bool {
        false
    }

    /// Carries out one of its commands, given by its keys or in the palette.
    fn run(&mut self, _command: UserCommand, _cx: &mut Cx<'_>) {}

    /// What is typed here and not saved: a form that is as it was begun holds nothing.
    fn unsaved(&self) -> Vec<Unsaved> {
        Vec::new()
    }

    /// Its list, where that is seen as it was when the window is opened again.
    fn kept_list(&mut self) -> Option<&mut dyn Kept> {
        None
    }
}

/// A page of the window that the navigation leads to.
pub struct Page {
    pub route: Route,
    pub name: Text,
    pub icon: Icon,
    pub heading: Text,
    /// Whether what it shows is about the chosen customer, or narrowed to it.
    pub follows_customer: bool,
    /// The key that leads there together with Ctrl.
    pub key: Option<Key>,
}

/// Makes all there is to a page of one line: its route, its place in the navigation and the palette, and its panel.
macro_rules! pages {
    ($($(#[$attr:meta])* $route:ident, $field:ident: $panel:ty, $name:expr, $icon:expr, $heading:expr, $follows:expr, $key:expr;)*) => {
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub enum Route {
            $($(#[$attr])* $route,)*
            Application(String),
            /// Where what can be invoiced for the chosen customer comes from.
            Balance,
            /// What the program is.
            About,
        }

        impl Route {
            /// What the page is called where it is written down.
            pub fn key(&self) -> &'static str {
                match self {
                    $(Self::$route => stringify!($route),)*
                    Self::Application(_) => stringify!(Applications),
                    Self::Balance => stringify!(Customers),
                    Self::About => stringify!(Help),
                }
            }
        }

        /// Every page, as the navigation lists them.
        pub static PAGES: &[Page] = &[$(Page {
            route: Route::$route,
            name: $name,
            icon: $icon,
            heading: $heading,
            follows_customer: $follows,
            key: $key,
        }),*];

        /// Every panel, kept while the window is open so that a filter or a half-filled form survives a look elsewhere.
        #[derive(Default)]
        pub struct Panels {
            $($field: $panel,)*
            application: application::Application,
            balance: balance::Balance,
            about: about::About,
        }

        impl Panels {
            pub fn unsaved(&self) -> Vec<Unsaved> {
                let all: &[&dyn Panel] = &[$(&self.$field,)* &self.application];
                all.iter().flat_map(|panel| panel.unsaved()).collect()
            }

            /// The lists that are seen as they were when the window is opened again, by the names of their pages.
            pub fn kept_lists(&mut self) -> Vec<(&'static str, &mut dyn Kept)> {
                let all: Vec<(&'static str, &mut dyn Panel)> = vec![$((stringify!($route), &mut self.$field),)*];
                all.into_iter().filter_map(|(name, panel)| Some((name, panel.kept_list()?))).collect()
            }

            pub fn get(&mut self, route: &Route) -> &mut dyn Panel {
                match route {
                    $(Route::$route => &mut self.$field,)*
                    Route::Application(number) => {
                        self.application.look_at(number);
                        &mut self.application
                    }
                    Route::Balance => &mut self.balance,
                    Route::About => &mut self.about,
                }
            }
        }
    };
}

#[rustfmt::skip]
pages! {
    // route, panel, name, icon, heading, follows the customer, key
    #[default]
    Overview, overview: overview::Overview, shell::OVERVIEW, icons::OVERVIEW, shell::WORK, true, Some(Key::Num1);
    Apply, wizard: wizard::Wizard, shell::APPLY, icons::APPLY, shell::WORK, true, Some(Key::Num2);
    Applications, applications: applications::Applications, shell::APPLICATIONS, icons::APPLICATIONS, shell::WORK, true, Some(Key::Num3);
    Review, review: review::Review, shell::REVIEW, icons::REVIEW, shell::WORK, false, Some(Key::Num4);
    Issuing, issuing: issuing::Issuing, issuing_words::TITLE, icons::UPLOAD, shell::WORK, false, Some(Key::Num5);
    Delivery, delivery: delivery::Delivery, delivery_words::TITLE, icons::SHIPPING, shell::WORK, false, Some(Key::Num6);
    Recurring, recurring: recurring::Recurring, shell::RECURRING, icons::RECURRING, shell::WORK, true, None;
    Tickets, tickets: tickets::Tickets, shell::TICKETS, icons::TICKET, shell::WORK, true, Some(Key::Num7);
    Customers, customers: customers::Customers, common::CUSTOMERS, icons::CUSTOMERS, common::CUSTOMERS, true, Some(Key::Num8);
    Bills, bills: bills::Bills, common::BILLS, icons::BILLS, common::CUSTOMERS, true, Some(Key::Num9);
    InvoiceInfo, info: info::Info, common::INVOICE_INFO, icons::INFO_BLOCK, common::CUSTOMERS, true, None;
    Addresses, addresses: addresses::Addresses, shell::ADDRESSES, icons::ADDRESS, common::CUSTOMERS, true, None;
    Files, files: files::Files, shell::FILES, icons::IMPORT_EXPORT, shell::MANAGE, false, None;
    Audit, audit: audit::Audit, audit_words::TITLE, icons::AUDIT, shell::MANAGE, false, None;
    Policies, policies: policies::Policies, shell::POLICIES, icons::POLICY, shell::MANAGE, false, None;
    Settings, settings: settings::Settings, shell::SETTINGS, icons::SETTINGS, shell::MANAGE, false, Some(Key::Comma);
    Help, help: help::Help, shell::HELP, icons::HELP, shell::MANAGE, false, None;
}

impl Route {
    /// The page of the navigation that it belongs to.
    pub fn page(&self) -> Option<&'static Page> {
        let of = match self {
            Self::Application(_) => &Self::Applications,
            Self::Balance => &Self::Customers,
            Self::About => &Self::Help,
            page => page,
        };
        PAGES.iter().find(|page| page.route == *of)
    }

    /// Whether what is on screen is about the chosen customer, or narrowed to it.
    pub fn follows_customer(&self) -> bool {
        *self == Self::Balance || PAGES.iter().any(|page| page.route == *self && page.follows_customer)
    }
}

impl Page {
    pub fn shortcut(&self) -> Option<KeyboardShortcut> {
        self.key.map(|key| KeyboardShortcut::new(Modifiers::COMMAND, key))
    }
}

impl Panels {
    /// Opens the help page at a rule, which was asked for from here.
    pub fn look_up(&mut self, rule: RuleId, asked_at: Route) {
        self.help.look_up(rule, asked_at);
    }

    /// Opens the handbook at what it says of the page that one comes from.
    pub fn look_around(&mut self, from: &Route) {
        self.help.look_around(from, self.is_at_month_end(from));
    }

    /// Whether the end of a month lies over the page of this route.
    pub fn is_at_month_end(&self, route: &Route) -> bool {
        *route == Route::Issuing && self.issuing.is_at_month_end()
    }

    /// Whether the guide of the first steps was put away.
    pub fn is_guide_away(&self) -> bool {
        self.overview.guide_is_away
    }

    pub fn put_guide_away(&mut self, is_away: bool) {
        self.overview.guide_is_away = is_away;
    }

    pub fn show_ticket(&mut self, id: TicketId) {
        self.tickets.look_at(id);
    }

    /// Turns a page to what is to be seen there; answers which page it is.
    pub fn open(&mut self, target: Target) -> Route {
        match target {
            Target::Review(submission) => {
                self.review.look_at(submission);
                Route::Review
            }
            Target::OverdueBills => {
                self.bills.show_overdue();
                Route::Bills
            }
            Target::LateApplications => {
                self.applications.show_late();
                Route::Applications
            }
            Target::Applications(only) => {
                self.applications.show_only(only);
                Route::Applications
            }
            Target::Bills { state, days, text, account } => {
                self.bills.show_some(state, days, text, account);
                Route::Bills
            }
            Target::Customer(account) => {
                self.customers.open(account);
                Route::Customers
            }
            Target::Bill { id, bill_no, account } => {
                self.bills.show(id, bill_no, account);
                Route::Bills
            }
            Target::History(kind, number, name) => {
                self.audit.show_history(kind, number, name);
                Route::Audit
            }
            Target::Import => {
                self.files.show(files::Page::Import);
                Route::Files
            }
            Target::Imports => {
                self.files.show(files::Page::Batches);
                Route::Files
            }
            Target::Export => {
                self.files.show(files::Page::Export);
                Route::Files
            }
        }
    }

    /// The application so many rows behind the one that is open, in the list as it stands.
    pub fn beside(&self, route: &Route, by: isize) -> Option<Route> {
        let Route::Application(number) = route else { return None };
        self.applications.beside(number, by).map(Route::Application)
    }

    /// Has panels that are not on screen take what comes to them: an import goes on while one looks elsewhere.
    pub fn while_away(&mut self, route: &Route, cx: &mut Cx<'_>) {
        if *route != Route::Files {
            self.files.while_away(cx);
        }
        if *route != Route::Review {
            self.review.while_away(cx);
        }
        if *route != Route::Issuing {
            self.issuing.while_away(cx);
        }
        if *route != Route::Delivery {
            self.delivery.while_away(cx);
        }
    }

    /// Shows what would be e-mailed of these applications, over whatever page is on screen.
    pub fn mail(&mut self, applications: Vec<String>) {
        self.delivery.mail_of(applications);
    }

    /// Draws the dialogs of panels that are not on screen.
    pub fn over(&mut self, route: &Route, ctx: &Context, cx: &mut Cx<'_>) {
        if *route != Route::Delivery {
            self.delivery.over(ctx, cx);
        }
    }

    /// Has files taken in that came back from the tax bureau.
    pub fn take_back(&mut self, files: Vec<PathBuf>) {
        self.issuing.take_back(files);
    }

    /// Reads files of the tax bureau's again that were left undecided.
    pub fn read_again(&mut self, undecided: Vec<String>, wake: &Wake) {
        self.issuing.read_again(undecided, wake);
    }

    /// Lets go of what others wait for, because the window is closed.
    pub fn close(&mut self, office: &Office) {
        if let Some(left) = self.review.leave(office) {
            // Whoever closes a window does not wait for a long import; others can take over what is still held.
            let _ = left.wait_for(PATIENCE);
        }
    }
}
