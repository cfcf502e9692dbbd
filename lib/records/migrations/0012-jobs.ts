export const jobs = `
-- The queue itself lies in a schema of its own, which graphile-worker keeps: here is what it does not say.
create table gatehouse.job_servers (
  id text primary key,
  -- As the queue names it in its locks; null: this server cannot work on the queue, and why.
  worker text,
  trouble text,
  alive_at timestamptz(3) not null default clock_timestamp()
);

create table gatehouse.job_kinds (
  account_id text not null,
  kind text not null,
  stopped_at timestamptz(3),
  stopped_by text,
  last_at timestamptz(3),
  last_ms integer,
  -- What it did, or why it failed: a sentence.
  last_words text,
  last_failed boolean not null default false,
  primary key (account_id, kind)
);

-- In the transaction of whoever causes the job. A queue that is not there holds up nobody: every kind is also looked for by the clock.
create function gatehouse.queue_job(kind text, payload json, queue text, run_at timestamptz, key text) returns boolean
language plpgsql as $$
begin
  execute 'select gatehouse_jobs.add_job($1, $2, $3, $4, null, $5)' using kind, payload, queue, run_at, key;
  return true;
exception when undefined_function or undefined_table or invalid_schema_name or insufficient_privilege then
  return false;
end
$$;

create function gatehouse.unqueue_job(key text) returns boolean
language plpgsql as $$
begin
  execute 'select gatehouse_jobs.remove_job($1)' using key;
  return true;
exception when undefined_function or undefined_table or invalid_schema_name or insufficient_privilege then
  return false;
end
$$;
`
