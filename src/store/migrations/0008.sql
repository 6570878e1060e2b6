-- Applications of a customer are read newest first, a page at a time.
DROP INDEX application_by_account;
CREATE INDEX application_by_account ON application (account_id, submitted_on, id);

-- What is to be done about applications is read as it is shown, the first due and of these the largest first, a page at
-- a time. Where a page begins is compared with columns, never with what is worked out: hence a column for the order.
ALTER TABLE application ADD COLUMN large_first INTEGER GENERATED ALWAYS AS (-amount) VIRTUAL;
CREATE INDEX application_to_do ON application (due_on, large_first, id, state, amount)
    WHERE state IN ('submitted', 'issuing', 'issued');
CREATE INDEX application_to_do_by_account ON application (account_id, due_on, large_first, id, state, amount)
    WHERE state IN ('submitted', 'issuing', 'issued');
