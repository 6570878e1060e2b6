//! The panels, one folder each. A panel keeps what it has loaded and what is typed into it; in `logic` it takes
//! what has come and asks for more, in `ui` it draws and says what is to be done.

pub mod addresses;
pub mod application;
pub mod applications;
pub mod bills;
pub mod customers;
pub mod files;
pub mod help;
pub mod info;
mod items_form;
mod list;
pub mod overview;
mod parts;
pub mod policies;
pub mod recurring;
pub mod review;
pub mod settings;
pub mod tickets;
pub mod wizard;

use std::time::Duration;

use egui::Ui;

use super::state::{Aim, Cx, Route};
use super::unsaved::Unsaved;
use crate::desk::worker::Office;
use crate::domain::ids::TicketId;
use crate::domain::rules::RuleId;

/// How long the desk may take to let go of things when the window is closed.
const PATIENCE: Duration = Duration::from_secs(2);

/// One room of the window.
pub trait Panel {
    /// Takes what has come and asks for more. Draws nothing.
    fn logic(&mut self, cx: &mut Cx<'_>);

    /// Draws. Reads nothing from the store and changes nothing in it.
    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>);

    /// What is typed here and not saved: a form that is as it was begun holds nothing.
    fn unsaved(&self) -> Vec<Unsaved> {
        Vec::new()
    }
}

/// Every panel, kept while the window is open so that a filter or a half-filled form survives a look elsewhere.
#[derive(Default)]
pub struct Panels {
    overview: overview::Overview,
    wizard: wizard::Wizard,
    applications: applications::Applications,
    application: application::Application,
    review: review::Review,
    recurring: recurring::Recurring,
    customers: customers::Customers,
    bills: bills::Bills,
    info: info::Info,
    addresses: addresses::Addresses,
    files: files::Files,
    policies: policies::Policies,
    settings: settings::Settings,
    help: help::Help,
    tickets: tickets::Tickets,
}

impl Panels {
    /// Opens the help page at a rule, which was asked for from here.
    pub fn look_up(&mut self, rule: RuleId, asked_at: Route) {
        self.help.look_up(rule, asked_at);
    }

    /// Opens the help page at every rule.
    pub fn look_around(&mut self) {
        self.help.look_around();
    }

    /// Opens a ticket in the list of tickets.
    pub fn show_ticket(&mut self, id: TicketId) {
        self.tickets.look_at(id);
    }

    /// Narrows a list to what it is to be looked at for; answers where it is.
    pub fn aim(&mut self, aim: Aim) -> Route {
        match aim {
            Aim::Review(submission) => {
                self.review.look_at(submission);
                Route::Review
            }
            Aim::OverdueBills => {
                self.bills.show_overdue();
                Route::Bills
            }
            Aim::LateApplications => {
                self.applications.show_late();
                Route::Applications
            }
            Aim::Customer(account) => {
                self.customers.open(account);
                Route::Customers
            }
            Aim::Bill { id, bill_no, account } => {
                self.bills.show(id, bill_no, account);
                Route::Bills
            }
            Aim::Import => {
                self.files.show_import();
                Route::Files
            }
            Aim::Imports => {
                self.files.show_imports();
                Route::Files
            }
            Aim::Export => {
                self.files.show_export();
                Route::Files
            }
        }
    }

    /// Has panels that are not on screen take what comes to them: an import goes on while one looks elsewhere.
    pub fn while_away(&mut self, route: &Route, cx: &mut Cx<'_>) {
        if *route != Route::Files {
            self.files.while_away(cx);
        }
        if *route != Route::Review {
            self.review.while_away(cx);
        }
    }

    /// Lets go of what others wait for, because the window is closed.
    pub fn close(&mut self, office: &Office) {
        if let Some(left) = self.review.leave(office) {
            // Whoever closes a window does not wait for a long import; others can take over what is still held.
            let _ = left.wait_for(PATIENCE);
        }
    }

    /// What is typed in any panel and not saved.
    pub fn unsaved(&self) -> Vec<Unsaved> {
        let all: [&dyn Panel; 15] = [
            &self.overview,
            &self.wizard,
            &self.applications,
            &self.application,
            &self.review,
            &self.recurring,
            &self.customers,
            &self.bills,
            &self.info,
            &self.addresses,
            &self.files,
            &self.policies,
            &self.settings,
            &self.help,
            &self.tickets,
        ];
        all.into_iter().flat_map(Panel::unsaved).collect()
    }

    /// The panel of a route.
    pub fn get(&mut self, route: &Route) -> &mut dyn Panel {
        match route {
            Route::Overview => &mut self.overview,
            Route::Apply => &mut self.wizard,
            Route::Applications => &mut self.applications,
            Route::Application(number) => {
                self.application.look_at(number);
                &mut self.application
            }
            Route::Review => &mut self.review,
            Route::Recurring => &mut self.recurring,
            Route::Tickets => &mut self.tickets,
            Route::Customers => &mut self.customers,
            Route::Bills => &mut self.bills,
            Route::InvoiceInfo => &mut self.info,
            Route::Addresses => &mut self.addresses,
            Route::Files => &mut self.files,
            Route::Policies => &mut self.policies,
            Route::Settings => &mut self.settings,
            Route::Help => &mut self.help,
        }
    }
}
