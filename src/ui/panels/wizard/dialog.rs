//! What can be filled in without leaving the wizard: invoice info and a new address.

use egui::{Context, Ui};

use super::details::Details;
use crate::desk::pages::customer::CustomerSheet;
use crate::desk::worker::Office;
use crate::domain::invoice_info::InvoiceType;
use crate::i18n::{common, domain, info as words};
use crate::ui::command_dialog::{CommandDialog, Head};
use crate::ui::forms::address::AddressForm;
use crate::ui::forms::info::InfoForm;
use crate::ui::state::Cx;
use crate::ui::widgets::link_ui;

const WIDTH: f32 = 640.0;

#[derive(Debug, Default)]
pub(super) struct Dialogs {
    info: Option<Box<InfoForm>>,
    address: CommandDialog<AddressForm>,
}

impl Dialogs {
    pub(super) fn open_info(&mut self, sheet: &CustomerSheet, kind: InvoiceType, office: &Office) {
        self.info = Some(Box::new(InfoForm::new(sheet, kind).taken_up(office).focused()));
    }

    pub(super) fn open_address(&mut self, sheet: &CustomerSheet) {
        self.address.open(AddressForm::add(&sheet.account.code, sheet.addresses.is_empty()));
    }

    pub(super) fn is_open(&self) -> bool {
        self.info.is_some() || self.address.is_open()
    }

    /// Takes what has come, and closes what is done. The card behind says that it is saved; a toast would cover the
    /// button that goes on.
    pub(super) fn logic(&mut self, sheet: &CustomerSheet, details: Option<&mut Details>, is_new: bool) {
        if let Some(form) = &mut self.info {
            if is_new {
                form.renew(sheet);
            }
            if form.logic().is_some() {
                self.info = None;
            }
        }
        if let (Some((_, answer)), Some(details)) = (self.address.take(), details) {
            details.awaited = AddressForm::saved(&answer);
        }
    }

    pub(super) fn show(&mut self, ctx: &Context, cx: &Cx<'_>) {
        self.address.show(ctx, cx, &());
        if let Some(form) = &mut self.info {
            let title = words::form_title(cx.lang, domain::invoice_type(form.invoice_type()).get(cx.lang));
            let head = Head::new(title).width(WIDTH).buttons(common::SAVE.get(cx.lang), common::CANCEL);
            let closes = head.show(ctx, |ui| info_ui(ui, cx, form, &head));
            form.keep(cx.office);
            if closes && !form.is_saving() {
                self.info = None;
            }
        }
    }
}

fn info_ui(ui: &mut Ui, cx: &Cx<'_>, form: &mut InfoForm, head: &Head) -> bool {
    form.draft_ui(ui, cx.lang, cx.office);
    if !form.agrees_with_verified() && link_ui(ui, cx.say(words::USE_VERIFIED)).clicked() {
        form.use_verified();
    }
    let entered = form.ui(ui, cx.lang);
    let why_not = match (form.is_saving(), form.can_save()) {
        (true, _) => Some(cx.say(common::SAVING)),
        (false, can_save) => (!can_save).then(|| cx.say(words::NOTHING_CHANGED)),
    };
    let (send, leave) = head.buttons_ui(ui, cx.lang, why_not);
    if send || entered {
        form.save(cx.office);
    }
    leave
}
