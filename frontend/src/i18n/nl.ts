import { app } from './nl/app'
import { common } from './nl/common'
import { errors } from './nl/errors'
import { modules } from './nl/modules'
import { status } from './nl/status'

/** The source of all words on the screen. Every other language has exactly these keys. */
export const nl = { app, common, errors, modules, status } as const
