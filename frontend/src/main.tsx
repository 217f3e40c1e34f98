import './ui/theme/styles'
import { createRoot } from 'react-dom/client'
import { App } from './app/app'
import './app/appearance'
import { preferredLocale, startTranslations } from './i18n/setup'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no place for the application.')

await startTranslations(preferredLocale(navigator.languages))
createRoot(root).render(<App />)
