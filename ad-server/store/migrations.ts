/**
 * The forms that a database has had, oldest first; each list of statements makes the next form of the one before.
 * They are never edited once they have landed: a database says how many of them it has seen.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE documents (
    kind TEXT NOT NULL,
    id INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, id)
  ) WITHOUT ROWID;
  CREATE TABLE next_ids (kind TEXT PRIMARY KEY, id INTEGER NOT NULL) WITHOUT ROWID;
  `,
  `
  CREATE TABLE performance_events (
    event_id TEXT PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    level TEXT NOT NULL,
    kind TEXT NOT NULL,
    network_id TEXT NOT NULL,
    bid_id TEXT NOT NULL,
    slot_id TEXT NOT NULL,
    latency_ms INTEGER,
    value_nanos INTEGER,
    runner_up_nanos INTEGER
  ) STRICT;
  CREATE INDEX performance_events_by_time ON performance_events (at_ms);
  CREATE TABLE payouts (
    day INTEGER NOT NULL,
    network_id TEXT NOT NULL,
    bid_id TEXT NOT NULL,
    impressions INTEGER,
    revenue_micros INTEGER NOT NULL,
    PRIMARY KEY (day, network_id, bid_id)
  ) WITHOUT ROWID, STRICT;
  `,
  // Bids and slots that were added before there was more to target have the defaults of that.
  `
  UPDATE documents SET body = json_insert(body,
    '$.profile.publisher_targets', json('[]'), '$.profile.publisher_action', 'include',
    '$.profile.category_targets', json('[]'), '$.profile.category_action', 'include',
    '$.profile.region_targets', json('[]'), '$.profile.region_action', 'include',
    '$.profile.city_targets', json('[]'), '$.profile.city_action', 'include',
    '$.profile.os_version_targets', json('[]'),
    '$.profile.browser_targets', json('[]'),
    '$.profile.language_targets', json('[]'),
    '$.profile.device_model_targets', json('[]'),
    '$.profile.key_value_targets', json('{}'), '$.profile.key_value_action', 'include'
  ) WHERE kind = 'mediated-bid';
  UPDATE documents SET body = json_insert(body, '$.secure', json('false'), '$.categories', json('[]'))
  WHERE kind = 'slot';
  `,
];
