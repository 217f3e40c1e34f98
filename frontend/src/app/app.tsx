import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, StrictMode, Suspense } from 'react'
import { makeQueryClient } from '@/api/query-client'
import { theme } from '@/ui/theme/theme'
import { resolveVariables } from '@/ui/theme/variables'
import { makeRouter } from './router'

const Notifications = lazy(() =>
  import('@mantine/notifications').then((module) => ({ default: module.Notifications })),
)

const queryClient = makeQueryClient()
const router = makeRouter(queryClient)

export function App() {
  return (
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
          <Suspense fallback={null}>
            <Notifications position="bottom-center" limit={4} />
          </Suspense>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>
  )
}
