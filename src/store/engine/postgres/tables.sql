-- What a store on a server has besides the tables of a file.

-- The one row that whoever writes holds: how often the store was changed, and what stands for its schema in the log as long
-- as nobody has changed that, which the fingerprint tells.
CREATE TABLE desk (
    is_the_one BIGINT PRIMARY KEY DEFAULT 1 CHECK (is_the_one = 1),
    schema_version BIGINT NOT NULL,
    changes BIGINT NOT NULL DEFAULT 0,
    cookie BIGINT NOT NULL DEFAULT 1,
    fingerprint BIGINT NOT NULL DEFAULT 0
);

-- Scans and files of invoices, each in parts.
CREATE TABLE blob (
    sha256 TEXT COLLATE "C" CHECK (length(sha256) = 64),
    part BIGINT CHECK (part >= 0),
    bytes BYTEA NOT NULL CHECK (length(bytes) BETWEEN 1 AND 1048576),
    PRIMARY KEY (sha256, part)
);
ALTER TABLE blob ALTER bytes SET STORAGE EXTERNAL;

-- What accounts are found by.
CREATE TABLE account_search (
    account_id BIGINT,
    word TEXT COLLATE "C",
    PRIMARY KEY (word, account_id)
);
ALTER TABLE account_search ALTER word SET STATISTICS 1000;
CREATE INDEX account_search_by_account ON account_search (account_id);

-- The accounts that have every one of some words, with blanks between them; at most so many, where that is said.
--
-- Three words are put together as their entries lie, by account: those that the fewest have, as far as that matters.
-- What these leave is asked for the others.
CREATE FUNCTION found_by(words TEXT, most BIGINT DEFAULT NULL) RETURNS TABLE (account_id BIGINT)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    wanted TEXT[] := ARRAY(
        SELECT w FROM (SELECT DISTINCT w FROM unnest(string_to_array(words, ' ')) w) each
        ORDER BY (SELECT count(*) FROM (SELECT 1 FROM account_search WHERE word = w LIMIT 5000) first), length(w) DESC
    );
    others TEXT[] := wanted[4:];
    tables TEXT := 'account_search s';
    condition TEXT := format('s.word = %L', wanted[1]);
BEGIN
    FOR n IN 2 .. least(3, cardinality(wanted)) LOOP
        tables := tables || format(', account_search s%s', n);
        condition := condition || format(' AND s%1$s.word = %2$L AND s%1$s.account_id = s.account_id', n, wanted[n]);
    END LOOP;
    IF others <> '{}' THEN
        condition := condition || format(
            ' AND %s = (SELECT count(*) FROM account_search o WHERE o.word = ANY (%L) AND o.account_id = s.account_id)',
            cardinality(others), others
        );
    END IF;
    RETURN QUERY EXECUTE format('SELECT s.account_id FROM %s WHERE %s LIMIT %L', tables, condition, most);
END $$;
