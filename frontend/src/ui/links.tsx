import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ComponentProps, type ReactNode, useCallback } from 'react'

type Passed = Pick<ComponentProps<'a'>, 'aria-label' | 'aria-current' | 'id' | 'onClick' | 'target' | 'rel' | 'tabIndex'>

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

export function AppLink({ to, children, ...rest }: { to: string; children: ReactNode } & AnchorProps & Passed) {
  return (
    <Anchor component={Link} {...target(to)} {...rest}>
      {children}
    </Anchor>
  )
}

export function LinkButton({ to, children, ...rest }: { to: string; children: ReactNode } & ButtonProps & Passed) {
  return (
    <Button component={Link} {...target(to)} {...rest}>
      {children}
    </Button>
  )
}
