//! The command line as a process: arguments, exit status, and what is left behind when something is wrong.

mod about;
mod arguments;
mod audit;
mod backups;
mod checks;
mod damaged;
mod demos;
mod encrypted;
mod exports;
mod imports;
mod lines;
mod moves;
mod pipes;
mod plans;
mod private;
mod proof;
mod restores;
mod scans;
mod server;
mod sign_in;
mod stores;
mod undo;
mod windows;
