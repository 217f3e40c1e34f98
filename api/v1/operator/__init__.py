"""The operator's desk: what is kept for all providers, and what the operator sets at one of them."""

from fastapi import APIRouter

from api.v1.operator import (
    bookkeeping,
    code95,
    course_types,
    instructors,
    invoices,
    lesson_material,
    looks,
    mail_lanes,
    modules,
    providers,
    registrations,
    standing,
    users,
    watch,
)

routers: tuple[APIRouter, ...] = (
    providers.router,
    modules.router,
    registrations.router,
    standing.router,
    users.router,
    watch.router,
    bookkeeping.router,
    code95.router,
    course_types.router,
    instructors.router,
    invoices.router,
    lesson_material.router,
    looks.router,
    mail_lanes.router,
)
