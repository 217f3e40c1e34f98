"""The process that delivers mails and does long work. PostgreSQL holds the truth; arq is only the clock and the doorbell.

- mail: `drain` takes it from the outbox, `delivery` tries one, `ledger` and `records` write down what came of it (read
  `ledger` first: it says why nothing is sent twice), `retrying`, `breaker`, `portion` and `enclosures` serve these
- long work: `job_loop` takes, `job_run` runs, `job_records` writes down, `jobs` says which coroutine does which kind
- webhooks: `webhook_loop`
- by the clock: `cron` is the table; `reminders`, `invoices`, `payments`, `calls`, `senders` and `retention` are its entries
- the process: `main`, `arq_loop`, `bell`, `options`, `context`
"""
