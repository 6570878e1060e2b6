//! Connecting to a store on a department's server: who asks for it says where it is, and it is looked at before it is opened.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use egui::{Key, Modifiers, Ui};
use zeroize::Zeroizing;

use super::{Welcome, WelcomeAction};
use crate::desk::is_there;
use crate::desk::own_files::absolute;
use crate::desk::server::{DEFAULT_PORT, ServerPlace, is_server, password};
use crate::desk::worker::{Reply, Wake, aside};
use crate::domain::refusal::{Refusal, ServerFault, StoreFault};
use crate::domain::text::given;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, common, server as words};
use crate::ui::fields::Fields;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Field, banner_ui, checkbox_ui, strong_ui, weak_ui};

/// The longest number of a port has so many digits.
const PORT_DIGITS: usize = 5;

/// What is filled in of a server.
pub(super) struct ServerForm {
    host: String,
    port: String,
    database: String,
    user: String,
    /// What a pasted address says of the connection besides.
    options: String,
    password: Zeroizing<String>,
    /// The password is to be kept.
    keeps: bool,
    tried: bool,
    is_new: bool,
}

/// A server that is to be connected to.
pub(super) struct Wanted {
    server: ServerPlace,
    /// None: where it is kept already.
    password: Option<Zeroizing<String>>,
    keeps: bool,
}

/// What came of the form.
pub(super) enum Filled {
    Wanted(Wanted),
    Left,
}

impl fmt::Debug for ServerForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServerForm")
    }
}

impl Default for ServerForm {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: DEFAULT_PORT.to_string(),
            database: String::new(),
            user: String::new(),
            options: String::new(),
            password: Zeroizing::default(),
            keeps: false,
            tried: false,
            is_new: true,
        }
    }
}

impl ServerForm {
    /// That of the store at `place`, as far as that is one of a server.
    pub(super) fn of(place: &Path) -> Self {
        let mut form = Self::default();
        if let Ok(server) = ServerPlace::read(place) {
            form.take(server);
        }
        form
    }

    fn take(&mut self, server: ServerPlace) {
        let ServerPlace { user, host, port, database, options } = server;
        (self.host, self.port, self.database, self.options) = (host, port.to_string(), database, options);
        self.user = user.unwrap_or_default();
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, lang: Lang) -> Option<Filled> {
        ui.spacing_mut().item_spacing.y = space::S;
        strong_ui(ui, words::TITLE.get(lang));
        weak_ui(ui, words::NOTE.get(lang));
        let mut fields = Fields::new(lang, NaiveDate::default(), None);
        fields.tried = self.tried;
        fields.wants_focus = std::mem::take(&mut self.is_new);
        let wrong = self.fields_ui(ui, &mut fields);
        checkbox_ui(ui, &mut self.keeps, words::REMEMBER.get(lang));
        if let Some(refusal) = wrong.filter(|_| self.tried) {
            banner_ui(ui, Tone::Bad, &message(lang, &refusal), None);
        }
        ui.add_space(space::S);
        let connects = Button::primary(words::CONNECT.get(lang)).wide().show(ui).clicked();
        let leaves = Button::secondary(words::BACK.get(lang)).shortcut("Esc").wide().show(ui).clicked();
        if connects || fields.entered {
            self.tried = true;
            return self.wanted().ok().flatten().map(Filled::Wanted);
        }
        let escapes = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        (escapes || leaves).then_some(Filled::Left)
    }

    /// Draws the fields; what is wrong with them together.
    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>) -> Option<Refusal> {
        let lang = fields.lang;
        let refused = self.wanted().err();
        let missing = fields.missing(&self.host, common::REQUIRED);
        let host = Field::new(words::HOST.get(lang), &mut self.host).required();
        let is_typed = fields.text_ui(ui, "host", host, missing).changed();
        let address = PathBuf::from(self.host.trim());
        if is_typed && is_server(&address) {
            match ServerPlace::read(&address) {
                Ok(server) => self.take(server),
                // It is said at once.
                Err(_) => self.tried = true,
            }
        }
        let bad = (!self.port.trim().is_empty() && self.port().is_none()).then(|| words::BAD_PORT.get(lang));
        let port = Field::new(words::PORT.get(lang), &mut self.port).characters(PORT_DIGITS);
        fields.text_ui(ui, "port", port, bad.map(str::to_owned));
        let missing = fields.missing(&self.database, common::REQUIRED);
        let database = Field::new(words::DATABASE.get(lang), &mut self.database).required();
        fields.text_ui(ui, "database", database, missing);
        let user = Field::new(words::USER.get(lang), &mut self.user).hint(words::USER_HINT.get(lang));
        fields.text_ui(ui, "user", user, None);
        let password = Field::new(words::PASSWORD.get(lang), &mut self.password).password();
        fields.text_ui(ui, "password", password.hint(words::PASSWORD_HINT.get(lang)), None);
        refused
    }

    /// The number of the port; none: it is none.
    fn port(&self) -> Option<u16> {
        match self.port.trim() {
            "" => Some(DEFAULT_PORT),
            port => port.parse().ok().filter(|port| *port > 0),
        }
    }

    /// What is to be connected to; none: something is missing, which is said beside its field.
    ///
    /// # Errors
    /// `store`: no address can be made of it.
    fn wanted(&self) -> Result<Option<Wanted>, Refusal> {
        let host = self.host.trim();
        if is_server(Path::new(host)) {
            // It was not taken apart: it says why.
            ServerPlace::read(Path::new(host))?;
        }
        let (Some(port), Some(host), Some(database)) = (self.port(), given(host), given(&self.database))
        else {
            return Ok(None);
        };
        let (user, options) = (given(&self.user), self.options.clone());
        let server = ServerPlace { user, host, port, database, options };
        let server = ServerPlace::read(&server.place())?;
        let password = (!self.password.is_empty()).then(|| self.password.clone());
        Ok(Some(Wanted { server, password, keeps: self.keeps }))
    }
}

impl Welcome {
    /// Asks for the server of a store, in place of what a window was open at, be it only to look at it.
    pub(in crate::ui) fn connecting(path: PathBuf, is_looked_at: bool, wake: Wake) -> Self {
        let wish = if is_looked_at { WelcomeAction::LookAt } else { WelcomeAction::Open };
        Self { wish, server: Some(ServerForm::default()), ..Self::at(path, false, wake) }
    }

    /// Does with the form of a server what was wanted.
    pub(super) fn server_filled(&mut self, filled: Filled) {
        self.server = None;
        match filled {
            Filled::Wanted(wanted) => {
                self.path = absolute(&wanted.server.place());
                self.look_at_server(Some(wanted));
            }
            // What was only looked at is looked at again, and nothing is written to it.
            Filled::Left if self.wish == WelcomeAction::LookAt => self.begin(WelcomeAction::LookAt),
            Filled::Left => self.look(),
        }
    }

    /// Looks at the store of the server that is here, on a thread of its own: it may take as long as nobody answers.
    pub(super) fn look_at_server(&mut self, wanted: Option<Wanted>) {
        self.begin_anew();
        let path = self.path.clone();
        match aside("server", Arc::clone(&self.wake), move || connect(&path, wanted)) {
            Ok(checking) => self.checking = Some(checking),
            Err(refusal) => self.fail(refusal),
        }
    }

    /// Takes what was found there: what is there is opened, and where there is nothing it is asked what to begin with.
    pub(super) fn take_found(&mut self) {
        let Some(found) = self.checking.as_ref().and_then(Reply::poll) else { return };
        self.checking = None;
        match found {
            Ok(Looked { is_there, not_kept }) => {
                self.not_kept = not_kept;
                if is_there {
                    self.begin(WelcomeAction::Open);
                }
            }
            Err(refusal) => self.fail(refusal),
        }
    }
}

/// What was found at a server.
pub(super) struct Looked {
    is_there: bool,
    /// Why the password is not kept, where it was to be.
    not_kept: Option<Refusal>,
}

/// Looks whether there is a store. A password that the server does not accept is forgotten, and one that it does is kept where
/// that is wanted.
fn connect(path: &Path, wanted: Option<Wanted>) -> Result<Looked, Refusal> {
    let Some(Wanted { server, password: Some(typed), keeps }) = wanted else {
        return Ok(Looked { is_there: is_there(path)?, not_kept: None });
    };
    password::hold(&server, &typed);
    let is_there = is_there(path).inspect_err(|refusal| {
        if is_not_let_in(refusal) {
            password::forget(&server);
        }
    })?;
    // Without a key store it is held for as long as the program runs.
    let not_kept = keeps.then(|| password::keep(&server, &typed)).and_then(Result::err);
    Ok(Looked { is_there, not_kept })
}

const fn is_not_let_in(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::Store { fault: StoreFault::Server { why: ServerFault::NotLetIn, .. } })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(host: &str, database: &str) -> ServerForm {
        ServerForm { host: host.to_owned(), database: database.to_owned(), ..ServerForm::default() }
    }

    fn place(form: &ServerForm) -> Option<String> {
        form.wanted().unwrap().map(|wanted| wanted.server.to_string())
    }

    #[test]
    fn what_is_filled_in_is_an_address_in_one_spelling() {
        assert_eq!(
            place(&form(" DB.example.com ", "开票")).as_deref(),
            Some("postgres://db.example.com/开票")
        );
        let mut form = form("::1", "a/b?c");
        (form.port, form.user) = ("5433".to_owned(), "ann@示例".to_owned());
        assert!(form.wanted().is_err(), "a database of that name has no address");
        form.database = "a?c".to_owned();
        assert_eq!(place(&form).as_deref(), Some("postgres://ann%40示例@[::1]:5433/a%3Fc"));
    }

    #[test]
    fn a_password_is_forgotten_only_where_the_server_does_not_accept_it() {
        let of = |why| {
            let (place, detail) = ("postgres://db/desk".to_owned(), String::new());
            is_not_let_in(&Refusal::Store { fault: StoreFault::Server { place, why, detail } })
        };
        assert!(of(ServerFault::NotLetIn));
        for other in [ServerFault::Unreachable, ServerFault::NoDatabase, ServerFault::Lost] {
            assert!(!of(other), "{other:?}");
        }
    }

    #[test]
    fn what_is_missing_or_no_port_leads_nowhere() {
        assert_eq!(place(&form("", "desk")), None);
        assert_eq!(place(&form("db", " ")), None);
        for port in ["0", "65536", "x"] {
            let form = ServerForm { port: port.to_owned(), ..form("db", "desk") };
            assert_eq!(place(&form), None, "{port}");
        }
        let form = ServerForm { port: String::new(), ..form("db", "desk") };
        assert_eq!(place(&form).as_deref(), Some("postgres://db/desk"));
    }

    #[test]
    fn an_address_is_taken_apart_and_put_together_again() {
        let address = Path::new("postgres://ann@db.example.com:5433/desk?sslmode=require");
        let form = ServerForm::of(address);
        assert_eq!(
            (form.host.as_str(), form.port.as_str(), form.user.as_str()),
            ("db.example.com", "5433", "ann")
        );
        assert_eq!(place(&form).as_deref(), address.to_str());
        assert_eq!(place(&ServerForm::of(Path::new("/a/desk.sqlite"))), None);
    }

    #[test]
    fn an_address_with_a_password_is_refused() {
        let refused = form("postgres://ann:secret@db/desk", "").wanted().err();
        assert_eq!(refused, Some(Refusal::Store { fault: StoreFault::PasswordInAddress }));
    }
}
