import {
  createTheme,
  defaultVariantColorsResolver,
  type MantineThemeOverride,
  type VariantColorsResolver,
} from '@mantine/core'
import { brand, type ToneName } from './palette'

/** The component library's colour names that our screens use, and the tone that each stands for. */
const TONES: Record<string, ToneName> = {
  brand: 'brand',
  blue: 'info',
  green: 'good',
  orange: 'warning',
  red: 'danger',
  gray: 'neutral',
}

const resolveVariant: VariantColorsResolver = (input) => {
  const tone = TONES[input.color ?? input.theme.primaryColor]
  if (!tone) return defaultVariantColorsResolver(input)
  const at = (part: string) => `var(--tone-${tone}-${part})`
  if (input.variant === 'filled') {
    return {
      background: at('fill'),
      hover: at('fill-hover'),
      color: at('on-fill'),
      border: '1px solid transparent',
    }
  }
  if (input.variant === 'light') {
    return {
      background: at('tint'),
      hover: at('tint-hover'),
      color: at('text'),
      border: '1px solid transparent',
    }
  }
  if (input.variant === 'outline') {
    return {
      background: 'transparent',
      hover: at('tint'),
      color: at('text'),
      border: `1px solid ${at('text')}`,
    }
  }
  if (input.variant === 'subtle' || input.variant === 'transparent') {
    const hover = input.variant === 'subtle' ? at('tint') : 'transparent'
    return { background: 'transparent', hover, color: at('text'), border: '1px solid transparent' }
  }
  return defaultVariantColorsResolver(input)
}

const OVERLAY = { transitionProps: { duration: 120 } }

export const theme: MantineThemeOverride = createTheme({
  colors: { brand },
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 3 },
  variantColorResolver: resolveVariant,
  autoContrast: true,
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'pointer',
  defaultRadius: 6,
  white: '#ffffff',
  black: '#1a1f24',
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '1rem', lg: '1.25rem', xl: '1.625rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.35', xl: '1.25' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  breakpoints: { xs: '30em', sm: '40em', md: '64em', lg: '80em', xl: '96em' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.25rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.45' },
    },
  },
  components: {
    Modal: { defaultProps: { ...OVERLAY, centered: true } },
    Drawer: { defaultProps: OVERLAY },
    // The placeholder that takes the focus is no menu item, and a menu may hold nothing else: the first item takes it.
    Menu: { defaultProps: { ...OVERLAY, withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: OVERLAY },
    Tooltip: { defaultProps: { openDelay: 300, ...OVERLAY } },
    Select: { defaultProps: { allowDeselect: false, checkIconPosition: 'right' } },
    Alert: { defaultProps: { variant: 'light' } },
    Badge: { defaultProps: { variant: 'light' } },
  },
})
