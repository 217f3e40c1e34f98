import type { errors as source } from '../nl/errors'
import type { Texts } from '../types'

export const errors: Texts<typeof source> = {
  summary: 'This did not work.',
  network: 'No connection with C-BOT. Check your internet and try again. What you typed stays.',
  server:
    'Something went wrong on our side. What you typed is kept. Try again, or give code {{code}} to the help desk.',
  code: {
    wrong_credentials: 'This e-mail address and password do not belong together.',
    too_many_attempts: 'Tried too often. Wait a quarter of an hour and try again.',
    not_signed_in: 'You are no longer logged in. Please log in again.',
    not_allowed: 'Your role may not do this. Ask an administrator.',
    changed_meanwhile: 'Somebody else has just changed this. Load the newest data and try again.',
    if_match_required: 'Reload the page and try again.',
    temporarily_unavailable:
      'C-BOT cannot be reached for a moment. Try again in a minute. What you typed stays.',
    too_large: 'This is too large to send.',
    job_finished: 'This was already done.',
    not_found: 'This does not exist (any more).',
    module_not_active: 'This module is not switched on.',
    invalid_input: 'Look at the fields below.',
    too_many_requests: 'That was too often in a row. Wait a moment and try again.',
    instructor_busy: 'This instructor is already booked on that day.',
    course_full: 'This course is full.',
    already_enrolled: 'This trainee is already on the course.',
    white_label_course: 'This is a white-label course. It has no trainees.',
    attachment_too_large: 'This attachment is too large. It may be 2 MB at most.',
    file_too_large: 'This file is too large.',
    file_type_not_allowed: 'This kind of file is not accepted.',
    duplicate_email: 'This e-mail address is already in use.',
    idempotency_key_reused: 'This was sent just now. Look first whether it worked.',
    request_in_progress: 'This is already being done. One moment.',
  },
  field: {
    missing: 'Fill this in.',
    required: 'Fill this in.',
    too_long: 'This is too long.',
    too_short: 'This is too short.',
    email: 'This is not a complete e-mail address.',
    choose: 'Make a choice.',
    tooLong: 'This may be {{max}} characters at most.',
    whole: 'Fill in a whole number.',
    atLeast: 'Fill in at least {{min}}.',
    endBeforeStart: 'The end time is before the start time.',
  },
}
