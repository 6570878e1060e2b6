//! The window as a user meets it: what is seen is found by label, what is done is clicked and typed.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what a test needs and does not find fails it"
)]

#[path = "../common/mod.rs"]
mod common;

mod about;
mod access;
mod addresses;
mod application;
mod applications;
mod audit;
mod backups;
mod balance;
mod bills;
mod bulk;
mod correction;
mod customers;
mod delivery;
mod dialogs;
mod drafts;
mod files;
mod gallery;
mod given;
mod guide;
mod handbook;
mod help;
mod helpers;
mod info;
mod issuing;
mod kept_files;
mod keys;
mod layout;
mod lists;
mod mail_settings;
mod main_job;
mod mirror;
mod month;
mod overview;
mod palette;
mod parcels;
mod pasting;
mod policy;
mod qualification;
mod recurring;
mod red_letters;
mod rest;
mod review;
mod seal;
mod second_person;
mod server;
mod settings;
mod shell;
mod sign_in;
mod slow_frames;
mod ticket;
mod told;
mod undo;
mod wizard;
