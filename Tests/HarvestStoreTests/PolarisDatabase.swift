/// A database as Polaris leaves it, in SQL written by hand: all its tables with monthly and default
/// partitions, a column of the user's own, some indexes missing and one under another name; and a few rows.
enum PolarisDatabase {
    static let schema = """
        CREATE TABLE dim_account (account_id text PRIMARY KEY, handle text NOT NULL UNIQUE,
            platform_id text,
            platform text NOT NULL DEFAULT 'X', display_name text, avatar_url text, bio text,
            verified boolean, post_count bigint, last_sync timestamptz,
            created_at timestamptz NOT NULL DEFAULT now(),
            updated_at timestamptz NOT NULL DEFAULT now(), my_note text);
        CREATE TABLE dim_tracking_window (tracking_id text NOT NULL,
            account_id text NOT NULL REFERENCES dim_account, title text NOT NULL,
            start_date timestamptz NOT NULL, end_date timestamptz NOT NULL,
            is_active boolean NOT NULL DEFAULT true,
            created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (tracking_id, account_id));
        CREATE TABLE fact_tweet_metric_daily (account_id text NOT NULL REFERENCES dim_account,
            tracking_id text NOT NULL, metric_date date NOT NULL, tweet_count integer NOT NULL,
            cumulative_count integer NOT NULL, source_metric_id text,
            captured_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (account_id, tracking_id, metric_date));
        CREATE TABLE fact_tweet_metric_1m (account_id text NOT NULL REFERENCES dim_account,
            tracking_id text NOT NULL, minute_bucket timestamptz NOT NULL,
            cumulative_count_est integer NOT NULL, cumulative_count_metric integer,
            cumulative_count_posts integer NOT NULL,
            source_confidence numeric(12,6) NOT NULL DEFAULT 0, metadata jsonb NOT NULL DEFAULT '{}',
            captured_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (account_id, tracking_id, minute_bucket));
        CREATE TABLE fact_tweet_post (platform_post_id text PRIMARY KEY,
            account_id text NOT NULL REFERENCES dim_account, source_post_id text NOT NULL UNIQUE,
            content text NOT NULL, posted_at timestamptz NOT NULL, imported_at timestamptz,
            is_reply boolean NOT NULL DEFAULT false, is_retweet boolean NOT NULL DEFAULT false,
            has_url boolean NOT NULL DEFAULT false, language_guess text NOT NULL DEFAULT 'unknown',
            char_len integer NOT NULL DEFAULT 0, content_hash text NOT NULL, raw_payload jsonb NOT NULL,
            captured_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE dim_event (event_id text PRIMARY KEY, event_slug text, event_ticker text, title text,
            category text, active boolean NOT NULL DEFAULT false, closed boolean NOT NULL DEFAULT false,
            archived boolean NOT NULL DEFAULT false, start_date timestamptz, end_date timestamptz,
            captured_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE dim_market (market_id text PRIMARY KEY, gamma_market_id bigint,
            condition_id text UNIQUE,
            question text NOT NULL, slug text NOT NULL UNIQUE, event_slug text, category text,
            end_date timestamptz, start_date timestamptz, neg_risk boolean NOT NULL DEFAULT false,
            active boolean NOT NULL DEFAULT false, closed boolean NOT NULL DEFAULT false,
            archived boolean NOT NULL DEFAULT false, spread numeric(12,6), liquidity numeric(20,6),
            volume numeric(20,6), updated_from_source_at timestamptz,
            captured_at timestamptz NOT NULL DEFAULT now(), event_id text,
            neg_risk_augmented boolean NOT NULL DEFAULT false, resolution_source text, description text);
        CREATE INDEX ON dim_market (active, end_date);
        CREATE TABLE dim_token (token_id text PRIMARY KEY, market_id text NOT NULL REFERENCES dim_market,
            outcome_label text NOT NULL, outcome_side text NOT NULL, tick_size numeric(12,6),
            min_order_size numeric(20,6), captured_at timestamptz NOT NULL DEFAULT now(),
            outcome_index integer NOT NULL DEFAULT 0, is_other_outcome boolean NOT NULL DEFAULT false,
            is_placeholder_outcome boolean NOT NULL DEFAULT false,
            UNIQUE (market_id, outcome_label, outcome_side));
        CREATE TABLE bridge_market_tracking (market_id text NOT NULL REFERENCES dim_market,
            tracking_id text NOT NULL, account_id text NOT NULL, match_score numeric(10,6) NOT NULL,
            match_reason text NOT NULL, mapped_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (market_id, tracking_id));
        CREATE TABLE fact_market_state_snapshot (id bigserial PRIMARY KEY,
            market_id text NOT NULL REFERENCES dim_market, active boolean NOT NULL, closed boolean NOT NULL,
            archived boolean NOT NULL, spread numeric(12,6), liquidity numeric(20,6), volume numeric(20,6),
            captured_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE fact_quote_top_raw (id bigserial NOT NULL, token_id text NOT NULL REFERENCES dim_token,
            market_id text NOT NULL REFERENCES dim_market, best_bid numeric(12,6), best_ask numeric(12,6),
            mid numeric(12,6), spread numeric(12,6), last_trade_price numeric(12,6), source_ts timestamptz,
            captured_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (id, captured_at))
            PARTITION BY RANGE (captured_at);
        CREATE TABLE fact_quote_top_raw_2026_11 PARTITION OF fact_quote_top_raw
            FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00');
        CREATE TABLE fact_quote_top_raw_rest PARTITION OF fact_quote_top_raw DEFAULT;
        CREATE TABLE fact_quote_depth_raw (id bigserial NOT NULL,
            token_id text NOT NULL REFERENCES dim_token,
            market_id text NOT NULL REFERENCES dim_market, bid_depth_1pct numeric(20,6) NOT NULL DEFAULT 0,
            bid_depth_2pct numeric(20,6) NOT NULL DEFAULT 0,
            bid_depth_5pct numeric(20,6) NOT NULL DEFAULT 0,
            ask_depth_1pct numeric(20,6) NOT NULL DEFAULT 0,
            ask_depth_2pct numeric(20,6) NOT NULL DEFAULT 0,
            ask_depth_5pct numeric(20,6) NOT NULL DEFAULT 0, imbalance numeric(12,6), source_ts timestamptz,
            captured_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (id, captured_at))
            PARTITION BY RANGE (captured_at);
        CREATE TABLE fact_orderbook_l2_raw (id bigserial NOT NULL,
            token_id text NOT NULL REFERENCES dim_token, market_id text NOT NULL REFERENCES dim_market,
            side text NOT NULL, price numeric(12,6) NOT NULL,
            size numeric(20,6) NOT NULL, level_index integer NOT NULL, source_ts timestamptz,
            captured_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (id, captured_at))
            PARTITION BY RANGE (captured_at);
        CREATE TABLE fact_quote_1m (token_id text NOT NULL REFERENCES dim_token,
            market_id text NOT NULL REFERENCES dim_market, bucket_minute timestamptz NOT NULL,
            open numeric(12,6), high numeric(12,6), low numeric(12,6), close numeric(12,6),
            avg_spread numeric(12,6), min_spread numeric(12,6), max_spread numeric(12,6),
            sample_count integer NOT NULL, updated_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (token_id, bucket_minute));
        CREATE INDEX my_minutes ON fact_quote_1m (market_id, bucket_minute DESC);
        CREATE TABLE fact_settlement (market_id text PRIMARY KEY REFERENCES dim_market,
            settled_at timestamptz, winning_outcome text, winning_token_id text, final_tweet_count integer,
            payload jsonb NOT NULL DEFAULT '{}');
        CREATE TABLE ops_collector_run (run_id uuid PRIMARY KEY, job_name text NOT NULL,
            source text NOT NULL,
            status text NOT NULL, status_code integer, rows_written integer NOT NULL DEFAULT 0,
            latency_ms integer NOT NULL DEFAULT 0, error_code text, error_message text,
            started_at timestamptz NOT NULL, finished_at timestamptz NOT NULL,
            metadata jsonb NOT NULL DEFAULT '{}');
        CREATE TABLE ops_api_health_minute (minute_bucket timestamptz NOT NULL, source text NOT NULL,
            status text NOT NULL, runs integer NOT NULL, error_runs integer NOT NULL,
            avg_latency_ms numeric(12,4), p95_latency_ms numeric(12,4),
            created_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (minute_bucket, source, status));
        CREATE TABLE ops_cursor (cursor_key text PRIMARY KEY, cursor_value text NOT NULL,
            meta jsonb NOT NULL DEFAULT '{}', updated_at timestamptz NOT NULL DEFAULT now());
        CREATE VIEW view_quote_latest AS SELECT DISTINCT ON (token_id) token_id, market_id, best_bid,
            best_ask, mid, spread, last_trade_price, source_ts, captured_at FROM fact_quote_top_raw
            ORDER BY token_id, captured_at DESC;

        """

    static let rows = """
        INSERT INTO dim_account (account_id, handle, my_note) VALUES ('a1', 'elonmusk', 'mine');
        INSERT INTO dim_tracking_window (tracking_id, account_id, title, start_date, end_date)
            VALUES ('w1', 'a1', 'a week', '2026-11-13', '2026-11-20');
        INSERT INTO fact_tweet_metric_daily VALUES ('a1', 'w1', '2026-11-14', 40, 80, 'm1', '2026-11-15');
        INSERT INTO fact_tweet_metric_1m (account_id, tracking_id, minute_bucket, cumulative_count_est,
            cumulative_count_posts) VALUES ('a1', 'w1', '2026-11-14 10:00+00', 80, 79);
        INSERT INTO fact_tweet_post (platform_post_id, account_id, source_post_id, content, posted_at,
            content_hash, raw_payload) VALUES ('p1', 'a1', 's1', 'hello', '2026-11-14', 'x', '{"a": 1}');
        INSERT INTO dim_event (event_id, title) VALUES ('e1', 'how many');
        INSERT INTO dim_market (market_id, question, slug, spread)
            VALUES ('1', 'how many?', 'how-many', 0.01);
        INSERT INTO dim_token (token_id, market_id, outcome_label, outcome_side)
            VALUES ('t1', '1', '200-219', 'YES');
        INSERT INTO bridge_market_tracking VALUES ('1', 'w1', 'a1', 0.9, 'title', '2026-11-14');
        INSERT INTO fact_market_state_snapshot (market_id, active, closed, archived)
            VALUES ('1', true, false, false);
        INSERT INTO fact_quote_top_raw (token_id, market_id, best_bid, captured_at)
            VALUES ('t1', '1', 0.4, '2026-11-14 10:00+00'), ('t1', '1', 0.41, '2026-11-14 10:00:10+00'),
            ('t1', '1', 0.3, '2026-10-14 10:00+00');
        INSERT INTO fact_quote_1m (token_id, market_id, bucket_minute, sample_count)
            VALUES ('t1', '1', '2026-11-14 10:00+00', 2);
        INSERT INTO fact_settlement (market_id, winning_outcome) VALUES ('1', 'YES');
        INSERT INTO ops_collector_run (run_id, job_name, source, status, started_at, finished_at)
            VALUES ('0123abcd-4567-4890-abcd-ef0123456789', 'post_sync', 'xtracker', 'ok', now(), now());
        INSERT INTO ops_api_health_minute VALUES ('2026-11-14 10:00+00', 'clob', 'ok', 1, 0, 12.5, 12.5);
        INSERT INTO ops_cursor (cursor_key, cursor_value) VALUES ('post_sync:elonmusk', 'p1');

        """
}
