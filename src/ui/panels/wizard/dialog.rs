//! What can be filled in without leaving the wizard: invoice info and a new address.

use egui::Ui;

use super::details::Details;
use crate::desk::pages::customer::CustomerSheet;
use crate::i18n::{Text, domain, info as words, unsaved};
use crate::ui::panels::addresses::{AddressForm, FormEnd};
use crate::ui::panels::info::InfoForm;
use crate::ui::state::Cx;
use crate::ui::widgets::{Button, Modal, link_ui, modal_buttons_ui};

/// Width of the form of invoice info.
const WIDTH: f32 = 640.0;

/// What is being filled in.
#[derive(Debug)]
pub(super) enum Dialog {
    /// The invoice info of a type.
    Info(Box<InfoForm>),
    /// A new address.
    Address(Box<AddressForm>),
}

impl Dialog {
    /// Takes what has come; answers whether it is done with.
    pub(super) fn logic(
        &mut self,
        sheet: &CustomerSheet,
        details: Option<&mut Details>,
        is_new: bool,
    ) -> bool {
        match self {
            Self::Info(form) => {
                if is_new {
                    form.renew(sheet);
                }
                // The card behind says that it is saved; a toast would cover the button that goes on.
                form.logic().is_some()
            }
            Self::Address(form) => {
                let Some(FormEnd::Saved(id)) = form.logic() else { return false };
                if let Some(details) = details {
                    details.choose_when_there(id);
                }
                true
            }
        }
    }

    /// What is typed and not saved, if anything is.
    pub(super) fn unsaved(&self) -> Option<Text> {
        match self {
            Self::Info(form) => form.is_changed().then_some(unsaved::INFO),
            Self::Address(form) => form.is_changed().then_some(unsaved::ADDRESS),
        }
    }

    /// Draws it; answers whether it was put away.
    pub(super) fn ui(&mut self, ui: &Ui, cx: &Cx<'_>) -> bool {
        match self {
            Self::Address(form) => form.show(ui.ctx(), cx.lang, cx.office) == Some(FormEnd::Closed),
            Self::Info(form) => info_ui(ui, cx, form),
        }
    }
}

fn info_ui(ui: &Ui, cx: &Cx<'_>, form: &mut InfoForm) -> bool {
    let lang = cx.lang;
    let title = words::form_title(lang, domain::invoice_type(form.invoice_type()).get(lang));
    let out = Modal::new(&title).width(WIDTH).show(ui.ctx(), |ui| {
        if !form.agrees_with_verified() && link_ui(ui, words::USE_VERIFIED.get(lang)).clicked() {
            form.use_verified();
        }
        let enter = form.ui(ui, lang);
        modal_buttons_ui(ui, |ui| {
            let why_not = if form.is_saving() {
                Some(words::SAVING.get(lang))
            } else {
                (!form.can_save()).then_some(words::NOTHING_CHANGED.get(lang))
            };
            let save = Button::primary(words::SAVE.get(lang)).shortcut("Enter").disabled_because(why_not);
            if save.show(ui).clicked() || enter {
                form.save(cx.office);
            }
            Button::secondary(words::CANCEL.get(lang)).show(ui).clicked()
        })
    });
    out.closed || out.inner
}
