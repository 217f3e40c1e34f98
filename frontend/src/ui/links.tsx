import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ComponentProps, type ReactNode, useCallback } from 'react'

type Passed = Pick<
  ComponentProps<'a'>,
  'aria-label' | 'aria-current' | 'id' | 'onClick' | 'target' | 'rel' | 'tabIndex'
>

/** A path of `lib/paths` in the form that the router takes. */
export function target(path: string): { to: string; search: Record<string, string> } {
  const [to = '/', query = ''] = path.split('?')
  return { to, search: Object.fromEntries(new URLSearchParams(query)) }
}

/** Goes to a path of `lib/paths`. */
export function useGo() {
  const navigate = useNavigate()
  return useCallback(
    (path: string, options: { replace?: boolean } = {}) => navigate({ ...target(path), ...options }),
    [navigate],
  )
}

/** The router marks a link as the place where one is only for that very page; menus mark more by themselves. */
const HERE = { exact: true, includeSearch: false } as const

/** A link of the router as any component of the library can wear it: `component={PathLink} path={…}`. */
export function PathLink({ path, ...rest }: { path: string } & ComponentProps<'a'>) {
  return <Link {...target(path)} activeOptions={HERE} {...rest} />
}

export function AppLink({ to, ...rest }: { to: string; children: ReactNode } & AnchorProps & Passed) {
  return <Anchor inherit component={PathLink} path={to} {...rest} />
}

export function LinkButton({ to, ...rest }: { to: string; children: ReactNode } & ButtonProps & Passed) {
  return <Button component={PathLink} path={to} {...rest} />
}
