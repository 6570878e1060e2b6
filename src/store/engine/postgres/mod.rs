//! What is PostgreSQL's own.

mod schema;
