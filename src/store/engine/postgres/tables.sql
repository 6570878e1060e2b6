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
CREATE INDEX account_search_by_account ON account_search (account_id);

-- The one of several words, with blanks between them, that the fewest accounts have.
CREATE FUNCTION rarest_of(words TEXT) RETURNS TEXT LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
    wanted TEXT[] := string_to_array(words, ' ');
BEGIN
    IF cardinality(wanted) = 1 THEN
        RETURN wanted[1];
    END IF;
    -- Which of two is the rarer matters little where both are in a great many.
    RETURN (
        SELECT w FROM unnest(wanted) w
        ORDER BY (SELECT count(*) FROM (SELECT 1 FROM account_search WHERE word = w LIMIT 5000) first), length(w) DESC
        LIMIT 1
    );
END $$;

-- The accounts that have every one of some words, with blanks between them.
CREATE FUNCTION found_by(words TEXT) RETURNS SETOF BIGINT LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT s.account_id FROM account_search s
    WHERE s.word = rarest_of(words) AND (
        strpos(words, ' ') = 0
        OR (SELECT count(*) FROM account_search o WHERE o.word = ANY (string_to_array(words, ' ')) AND o.account_id = s.account_id)
            = (SELECT count(DISTINCT w) FROM unnest(string_to_array(words, ' ')) w)
    );
END;
