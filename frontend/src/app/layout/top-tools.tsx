import { useSession } from '@/api/session'
import { AccountMenu } from './account-menu'
import { CreateMenu } from './create-menu'
import { ProgressMenu } from './progress-menu'

/** The menus at the right. They come in a chunk of their own, right after the first page stands. */
export function TopTools() {
  const { provider } = useSession()
  return (
    <>
      {provider ? <CreateMenu /> : null}
      {provider ? <ProgressMenu /> : null}
      <AccountMenu />
    </>
  )
}
