import type { components } from './generated/schema'

/** The shapes of the API, as the OpenAPI document names them: `Schemas['CourseRow']`. Never declare one again. */
export type Schemas = components['schemas']
