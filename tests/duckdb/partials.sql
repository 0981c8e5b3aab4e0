-- Archives too big for one machine: an engine of your own sums them, Washout loads, merges and
-- shows the result, to the last digit the same as if it had read every line itself.
--
-- In:  CSV files in Washout's own format with all twelve columns, as an export writes them.
-- Out: one row a line of a Washout partial; the format is described in src/aggregate/partial.rs.
--
--   SET VARIABLE archive = 'archive/2025-10-*.csv';   -- a path, a pattern or a list of them
--   SET VARIABLE width_ms = 3600000;                  -- 60000, 300000, 900000, 1800000, 3600000,
--                                                     -- 14400000, 43200000 or 86400000
--   .read partials.sql
--   COPY (FROM washout_partial) TO '2025-10.partial.csv' (HEADER, DELIMITER ',');
--
-- One partial a day or a month, on as many machines as there are: merging is exact and in any
-- order. Written for DuckDB 1.1 and later. Elsewhere (Spark, ClickHouse, Trino) the same three
-- steps hold: text to a decimal of 38 digits with 20 places, sum, text with as many places as the
-- longest term. Keep out of floats, and out of products of decimals: DuckDB refuses
-- DECIMAL(18,8) * DECIMAL(18,8), others round it. Here nothing is multiplied, because an export
-- carries `usd`. A sum past 10^18 USD is an error in DuckDB; where your engine wraps or returns
-- null instead, split the archive.
--
-- A line that cannot be read stops the query; import such a file with Washout, which lists it.

-- The first `places` decimals of a decimal's text; what is cut are zeros.
CREATE OR REPLACE TEMP MACRO with_places(number, places) AS
    CASE WHEN places = 0 THEN split_part(number::VARCHAR, '.', 1)
         ELSE left(number::VARCHAR, strpos(number::VARCHAR, '.') + places::BIGINT) END;

-- How many decimals a number is written with. A cast would round what does not fit, so it stops
-- here.
CREATE OR REPLACE TEMP MACRO places_of(number, most) AS
    CASE WHEN number IS NULL THEN 0
         WHEN NOT regexp_full_match(number, '[0-9]+(\.[0-9]+)?') THEN
             error('expected a decimal, found ' || number)
         WHEN length(split_part(number, '.', 2)) > most THEN error('too many decimals: ' || number)
         ELSE length(split_part(number, '.', 2)) END;

CREATE OR REPLACE TEMP MACRO one_of(name, known) AS
    CASE WHEN list_contains(known, name) THEN name
         ELSE error(
             'expected one of ' || known::VARCHAR || ', found ' || coalesce(name, 'nothing')) END;

CREATE OR REPLACE TEMP VIEW liquidation AS
SELECT
    CASE WHEN regexp_full_match(time, '[0-9]+') THEN time::BIGINT
        ELSE epoch_ms(time::TIMESTAMP) END AS ms,
    coalesce(venue, 'unstated') AS venue,
    symbol,
    one_of(side, ['long', 'short']) AS side,
    qty,
    coalesce(unit, 'base') AS unit,
    price,
    fill,
    one_of(valued_at, ['fill', 'order', 'bankruptcy', 'trade', 'reported', 'face']) AS valued_at,
    one_of(coalesce(coverage, 'unstated'), ['full', 'largest-per-second', 'sampled', 'aggregated',
        'unstated']) AS coverage,
    usd AS usd_text,
    CASE WHEN usd IS NULL THEN error('expected a value in the column usd')
        ELSE usd::DECIMAL(38, 20) END AS usd,
    places_of(usd, 20) AS usd_places,
    coins::DECIMAL(38, 18) AS coins,
    places_of(coins, 18) AS coins_places
FROM read_csv(
    getvariable('archive'), header = true, auto_detect = false, delim = ',', quote = '',
        escape = '',
    columns = {
        time: 'VARCHAR', venue: 'VARCHAR', symbol: 'VARCHAR', side: 'VARCHAR', qty: 'VARCHAR',
            unit: 'VARCHAR',
        price: 'VARCHAR', fill: 'VARCHAR', valued_at: 'VARCHAR', coins: 'VARCHAR', usd: 'VARCHAR',
            coverage: 'VARCHAR'
    });

CREATE OR REPLACE TEMP VIEW washout_partial AS
WITH cell AS (
    SELECT ms - ms % getvariable('width_ms') AS start_ms, venue, symbol, side, coverage,
        count(*) AS count, with_places(sum(usd), max(usd_places)) AS usd,
        with_places(coalesce(sum(coins), 0::DECIMAL(38, 18)), max(coins_places)) AS coins,
            count(coins) AS coins_count
    FROM liquidation GROUP BY ALL
), minute AS (
    SELECT ms - ms % 60000 AS start_ms, side, count(*) AS count, with_places(sum(usd),
        max(usd_places)) AS usd
    FROM liquidation GROUP BY ALL
), largest AS (
    SELECT *, row_number() OVER (ORDER BY usd DESC, ms, venue, symbol, side, qty, unit,
        price) AS rank
    FROM liquidation
    QUALIFY rank <= 20
), valued AS (
    SELECT valued_at, count(*) AS count FROM liquidation GROUP BY ALL
), span AS (
    SELECT min(ms) AS first, max(ms) - min(ms) AS width FROM liquidation
), line AS (
    SELECT 1 AS part, row_number() OVER (ORDER BY venue, symbol, side,
            list_position(['full', 'largest-per-second', 'sampled', 'aggregated', 'unstated'],
                coverage), start_ms) AS place,
        'cell' AS washout_partial_2, start_ms, getvariable('width_ms')::BIGINT AS width_ms, venue,
            symbol, side, coverage,
        count, usd, coins, coins_count, NULL AS qty, NULL AS unit, NULL AS price, NULL AS fill,
            NULL AS valued_at
    FROM cell
    UNION ALL
    SELECT 2, row_number() OVER (ORDER BY start_ms, side),
        'minute', start_ms, 60000, NULL, NULL, side, NULL, count, usd, NULL, NULL, NULL, NULL, NULL,
            NULL, NULL
    FROM minute
    UNION ALL
    SELECT 3, rank, 'order', ms, NULL, venue, symbol, side, coverage, NULL, usd_text, NULL, NULL,
        qty, unit, price, fill, valued_at
    FROM largest
    UNION ALL
    SELECT 4, list_position(['fill', 'order', 'bankruptcy', 'trade', 'reported', 'face'],
        valued_at),
        'valued', NULL, NULL, NULL, NULL, NULL, NULL, count, NULL, NULL, NULL, NULL, NULL, NULL,
            NULL, valued_at
    FROM valued
    UNION ALL
    SELECT 5, 1, 'span', first, width, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL
    FROM span WHERE first IS NOT NULL
)
SELECT * EXCLUDE (part, place) FROM line ORDER BY part, place;
