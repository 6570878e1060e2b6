-- What the statements and guards of a store expect of an engine, and PostgreSQL does not have or does otherwise. They
-- find these first, since the schema of the store stands before the system's own in the search path.

-- A sum of 64 bits, as what it adds up has.
CREATE AGGREGATE sum(BIGINT) (SFUNC = int8pl, STYPE = BIGINT, COMBINEFUNC = int8pl, PARALLEL = SAFE);

-- Nothing but the letters of ASCII, whatever language the database speaks.
CREATE FUNCTION upper(text TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN pg_catalog.upper(text COLLATE "C");

CREATE FUNCTION lower(text TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN pg_catalog.lower(text COLLATE "C");

-- Where a part begins in a text, counted from 1; 0: it is not there.
CREATE FUNCTION instr(text TEXT, part TEXT) RETURNS BIGINT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN strpos(text, part);

-- The day of seconds since 1970, in UTC.
CREATE FUNCTION date(seconds BIGINT, modifier TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE modifier WHEN 'unixepoch' THEN ((TIMESTAMP '1970-01-01' + seconds * INTERVAL '1 second')::DATE)::TEXT END;

-- The names that a path of JSON follows: $.one."the other".
CREATE FUNCTION json_names(path TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY(
    SELECT coalesce(name[1], name[2]) FROM regexp_matches(path, '\.(?:"([^"]*)"|([^."]+))', 'g')
        WITH ORDINALITY AS found (name, place)
    ORDER BY place
);

-- The text at the end of a path, or the JSON that is there, as it is written.
CREATE FUNCTION json_extract(content TEXT, path TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN content::JSON #>> json_names(path);

-- What is at the end of a path; none: nothing.
CREATE FUNCTION json_type(content TEXT, path TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN json_typeof(content::JSON #> json_names(path));

-- The JSON without what is at the end of a path; what stays is left as it is written.
CREATE FUNCTION json_without(content JSON, names TEXT[]) RETURNS JSON LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF json_typeof(content) <> 'object' THEN
        RETURN content;
    END IF;
    RETURN (
        SELECT '{' || coalesce(string_agg(to_json(key)::TEXT || ':' || kept, ',' ORDER BY place), '') || '}'
        FROM (
            SELECT key, place, CASE WHEN key = names[1] THEN json_without(value, names[2:]) ELSE value END AS kept
            FROM json_each(content) WITH ORDINALITY AS part (key, value, place)
            WHERE key <> names[1] OR cardinality(names) > 1
        ) rest
    );
END $$;

CREATE FUNCTION json_remove(content TEXT, path TEXT, other TEXT) RETURNS TEXT
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN json_without(json_without(content::JSON, json_names(path)), json_names(other));

-- Whether it is JSON that can be read.
CREATE FUNCTION json_valid(content TEXT) RETURNS BOOLEAN LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    RETURN content::JSONB IS NOT NULL;
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
    RETURN false;
END $$;

-- Every value of the JSON, at whatever depth.
CREATE FUNCTION json_tree(content TEXT) RETURNS TABLE (type TEXT, value TEXT)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE jsonb_typeof(v)
            WHEN 'string' THEN 'text'
            WHEN 'number' THEN CASE WHEN v::TEXT ~ '^-?[0-9]+$' THEN 'integer' ELSE 'real' END
            WHEN 'boolean' THEN v::TEXT
            ELSE jsonb_typeof(v)
        END, v #>> '{}'
    FROM jsonb_path_query(content::JSONB, 'strict $.**') v;
END;

-- What a guard says.
CREATE FUNCTION refuse(message TEXT) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = message, ERRCODE = 'P0001';
END $$;

-- A guard that has nothing to look up: its argument is what it says.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'P0001';
END $$;

-- Hands a row that was changed to the session, where it has a table for that: captured (table_name TEXT, before JSON,
-- after JSON), and a number for their order. What follows from a foreign key is done by the owner of the table, who has
-- to be allowed to insert there. Rows that are added to one table may be left out, which the session then reads again.
CREATE FUNCTION capture() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND current_setting('desk.read_again', true) = TG_TABLE_NAME THEN
        RETURN NULL;
    END IF;
    IF to_regclass('pg_temp.captured') IS NOT NULL THEN
        INSERT INTO pg_temp.captured (table_name, before, after) VALUES (TG_TABLE_NAME,
            CASE WHEN TG_OP <> 'INSERT' THEN to_json(OLD) END, CASE WHEN TG_OP <> 'DELETE' THEN to_json(NEW) END);
    END IF;
    RETURN NULL;
END $$;
