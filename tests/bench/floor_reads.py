"""The statements of the floor, each of which gives a whole answer and finds the caller, the tenant and its rows by itself."""

from tests.bench.seed import COURSE_TYPE, COURSE_WORD, CROWDED, STAFFED_COURSE, TEACHER, TRAINEE_WORD

_CALLER = "(select provider_id from user_session where token_hash = $1 and expires_at > now())"
COURSES = f"""
select c.id, c.number, c.kind, c.type_name as "typeName", c.state, c.first_day as "firstDay", c.last_day as "lastDay",
       c.location_text as "locationText", c.max_trainees as "maxTrainees", c.is_white_label as "isWhiteLabel",
       c.is_code95 as "isCode95", n.enrolled, n.waiting, d.days, i.instructors
from (select * from course where provider_id = {_CALLER} order by first_day, id limit 51) c
left join lateral (
    select count(*) filter (where e.state = 'enrolled') as enrolled, count(*) filter (where e.state = 'waiting') as waiting
    from enrolment e where e.provider_id = c.provider_id and e.course_id = c.id) n on true
left join lateral (
    select json_agg(json_build_object('date', d.date, 'starts', d.starts, 'ends', d.ends) order by d.date) as days
    from course_day d where d.provider_id = c.provider_id and d.course_id = c.id) d on true
left join lateral (
    select json_agg(json_build_object('position', i.position, 'name', i.name, 'id', i.external_instructor_id)) as instructors
    from course_instructor i where i.provider_id = c.provider_id and i.course_id = c.id) i on true
order by c.first_day, c.id
"""
TRAINEES = f"""
select t.id, t.given_name as "givenName", t.infix, t.family_name as "familyName", t.birth_date as "birthDate", t.email,
       t.phone, c.id as "customerId", c.name as "customerName", t.version
from trainee t left join customer c on c.provider_id = t.provider_id and c.id = t.customer_id
where t.provider_id = {_CALLER} order by t.name_sort, t.id limit 51
"""
CANDIDATES = f"""
with here as (select {_CALLER} as provider_id)
select i.id, i.given_name || ' ' || i.family_name as name, i.city, i.languages, r.id as "requestId", r.state,
       r.invited_at as "invitedAt", a.note, t.last as "lastTaughtOn", b.busy
from (select i.*, h.provider_id from instructor i cross join here h
      where suspended_at is null order by name_sort, id limit 51) i
left join staffing_request r on r.provider_id = i.provider_id and r.instructor_id = i.id
      and r.course_id = '{STAFFED_COURSE}'
left join lateral (select note from staffing_answer a where a.provider_id = r.provider_id and a.request_id = r.id
      order by sequence desc limit 1) a on true
left join lateral (select max(c.last_day) as last from course_instructor x
      join course c on c.provider_id = x.provider_id and c.id = x.course_id
      where x.provider_id = i.provider_id and x.instructor_id = i.id and c.state <> 'cancelled'
        and c.last_day < current_date) t on true
left join lateral (select json_agg(json_build_object('day', d.date, 'starts', d.starts, 'ends', d.ends)) as busy
      from course_instructor x join course_day d on d.provider_id = x.provider_id and d.course_id = x.course_id
      where x.instructor_id = i.id and d.date = date '2029-05-14') b on true
order by i.name_sort, i.id
"""
COURSES_FILTERED = COURSES.replace(
    "order by first_day, id limit 51",
    f"""and first_day between '2026-01-01' and '2027-12-31' and last_day >= current_date and state = 'planned'
        and external_type_id = '{COURSE_TYPE}' and search like '%ehbo%'
        and exists (select from course_instructor t where t.provider_id = course.provider_id and t.course_id = course.id
                    and t.external_instructor_id = '{TEACHER}')
        order by first_day desc, id desc limit 51""",
).replace("order by c.first_day, c.id", "order by c.first_day desc, c.id desc")
OVERVIEW = f"""
select c.*, n.*, d.days, i.instructors, f.documents
from course c
left join lateral (
    select count(*) filter (where e.state = 'enrolled') as enrolled, count(*) filter (where e.state = 'waiting') as waiting,
           count(*) filter (where e.attended) as attended, count(*) filter (where e.passed) as passed,
           count(*) filter (where m.state not in ('failed', 'expired', 'bounced')) as invited
    from enrolment e
    left join lateral (
        select o.state from invitation v
        join outbox_mail o on o.provider_id = v.provider_id and o.id = v.mail_id and o.state <> 'cancelled'
        where v.provider_id = e.provider_id and v.enrolment_id = e.id order by v.created_at desc, v.id desc limit 1) m on true
    where e.provider_id = c.provider_id and e.course_id = c.id) n on true
left join lateral (
    select json_agg(json_build_object('id', x.id, 'kind', x.kind, 'label', x.label, 'fileId', x.file_id)) as documents
    from course_document x where x.provider_id = c.provider_id and x.course_id = c.id) f on true
left join lateral (
    select json_agg(json_build_object('date', d.date, 'starts', d.starts, 'ends', d.ends) order by d.date) as days
    from course_day d where d.provider_id = c.provider_id and d.course_id = c.id) d on true
left join lateral (
    select json_agg(json_build_object('position', i.position, 'name', i.name)) as instructors
    from course_instructor i where i.provider_id = c.provider_id and i.course_id = c.id) i on true
where c.provider_id = {_CALLER} and c.id = '{CROWDED}'
"""
ENROLMENTS = f"""
select e.id, e.trainee_id as "traineeId", e.state, e.attended, e.passed, e.version, t.given_name as "givenName", t.infix,
       t.family_name as "familyName", t.email, t.birth_date as "birthDate", k.id as "customerId", k.name as "customerName",
       m.state as "invited", m.sent_at as "sentAt"
from enrolment e
join trainee t on t.provider_id = e.provider_id and t.id = e.trainee_id
left join customer k on k.provider_id = e.provider_id and k.id = e.customer_id
left join lateral (
    select o.state, o.sent_at from invitation v
    join outbox_mail o on o.provider_id = v.provider_id and o.id = v.mail_id and o.state <> 'cancelled'
    where v.provider_id = e.provider_id and v.enrolment_id = e.id order by v.created_at desc, v.id desc limit 1) m on true
where e.provider_id = {_CALLER} and e.course_id = '{CROWDED}' order by t.name_sort, e.id limit 201
"""
_AHEAD = "c.state = 'planned' and c.last_day >= current_date"
_UNSTAFFED = """not exists (select from course_instructor i
    where i.provider_id = c.provider_id and i.course_id = c.id and i.position = 'main')"""
_NEEDS = {
    "toProcess": "c.state = 'planned' and c.last_day < current_date and not c.is_white_label",
    "withoutInstructor": f"{_AHEAD} and {_UNSTAFFED}",
    "answers": f"""{_AHEAD} and {_UNSTAFFED} and exists (select from staffing_request r
        where r.provider_id = c.provider_id and r.course_id = c.id and r.state = 'available')""",
    "neverInvited": f"""{_AHEAD} and not c.is_white_label and exists (select from enrolment e
        where e.provider_id = c.provider_id and e.course_id = c.id and e.state = 'enrolled'
          and not exists (select from invitation v join outbox_mail o on o.provider_id = v.provider_id and o.id = v.mail_id
              and o.state <> 'cancelled' where v.provider_id = c.provider_id and v.enrolment_id = e.id))""",
    "waitingLists": f"""{_AHEAD} and exists (select from enrolment e
        where e.provider_id = c.provider_id and e.course_id = c.id and e.state = 'waiting')""",
}
DASHBOARD = (
    "select gen_random_uuid() as id, "
    + ", ".join(
        f"""(select count(*) from course c where c.provider_id = {_CALLER} and {condition}) as "{name}",
        (select json_agg(f) from (select c.id, c.number, c.type_name, c.first_day from course c
            where c.provider_id = {_CALLER} and {condition} order by c.first_day, c.id limit 5) f) as "{name}First" """
        for name, condition in _NEEDS.items()
    )
    + f""", (select json_agg(m) from (select date_trunc('month', expires_on) as starts, count(*) from certificate
        where provider_id = {_CALLER} and revoked_at is null and expires_on between current_date
            and date_trunc('month', current_date) + interval '1 year - 1 day' group by 1 order by 1) m) as expiring,
    (select count(*) from certification_item where provider_id = {_CALLER} and archived_at is null
        and next_remind_on <= current_date) as items,
    (select count(*) from outbox_mail o where o.provider_id = {_CALLER} and o.created_at >= now() - interval '30 days'
        and o.state in ('failed', 'expired', 'bounced')) as "failedMails",
    (select json_agg(w) from (select c.id, c.number, c.type_name, c.first_day,
        (select count(*) from enrolment e where e.provider_id = c.provider_id and e.course_id = c.id) as enrolled
        from course c where c.provider_id = {_CALLER} and c.state <> 'cancelled'
          and c.first_day <= date_trunc('week', current_date) + interval '6 days'
          and c.last_day >= date_trunc('week', current_date) order by c.first_day, c.id limit 100) w) as "thisWeek"
    """
)
CUSTOMERS = f"""
select c.id, c.name, c.address, p.name as "contactName", p.email as "contactEmail",
       c.correspondence_via_contact as "correspondenceViaContact", c.archived_at as "archivedAt"
from customer c
left join lateral (select p.name, p.email from customer_contact p
      where p.provider_id = c.provider_id and p.customer_id = c.id order by p.position, p.id limit 1) p on true
where c.provider_id = {_CALLER} and c.archived_at is null order by c.name_sort, c.id limit 51
"""
MAILS = f"""
select o.id, o.kind, o.recipient_name as "recipientName", o.recipient_email as "recipientEmail", o.subject, o.state,
       o.cause_type as "causeType", o.cause_id as "causeId", o.course_id as "courseId", o.resend_of as "resendOf",
       o.was_uncertain as "wasUncertain", o.smtp_code as "smtpCode", o.smtp_text as "smtpText",
       o.created_at as "createdAt", o.not_before as "notBefore", o.sent_at as "sentAt", i.id is not null as hidden
from (select * from outbox_mail where provider_id = {_CALLER} order by created_at desc, id desc limit 51) o
left join instructor i on lower(i.email) = lower(o.recipient_email) and not i.email_visible
order by o.created_at desc, o.id desc
"""
COURSES_FOUND = COURSES.replace(
    "order by first_day, id limit 51", f"and search like '%{COURSE_WORD}%' order by first_day, id limit 51"
)
TRAINEES_FOUND = TRAINEES.replace("order by", f"and t.search like '%{TRAINEE_WORD}%' order by")
STATEMENTS = {
    "trainees-found": TRAINEES_FOUND,
    "courses-found": COURSES_FOUND,
    "customers": CUSTOMERS,
    "mails": MAILS,
    "dashboard": DASHBOARD,
    "candidates": CANDIDATES,
    "courses": COURSES,
    "courses-filtered": COURSES_FILTERED,
    "overview": OVERVIEW,
    "enrolments": ENROLMENTS,
    "trainees": TRAINEES,
}
LIMITS = {"enrolments": 200}
