import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { makeQueryClient } from '@/api/query-client'
import { theme } from '@/ui/theme/theme'
import { resolveVariables } from '@/ui/theme/variables'
import { makeRouter } from './router'

const queryClient = makeQueryClient()
const router = makeRouter(queryClient)

export function App() {
  return (
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
          <Notifications position="bottom-center" limit={4} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>
  )
}
