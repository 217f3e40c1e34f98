import type { CSSVariablesResolver } from '@mantine/core'
import { dark, light, surfaces, type Tone, type ToneName } from './palette'

type Variables = Record<string, string>

function toneVariables(palette: Record<ToneName, Tone>): Variables {
  const variables: Variables = {}
  for (const [name, tone] of Object.entries(palette)) {
    variables[`--tone-${name}-text`] = tone.text
    variables[`--tone-${name}-tint`] = tone.tint
    variables[`--tone-${name}-tint-hover`] = tone.tintHover
    variables[`--tone-${name}-fill`] = tone.fill
    variables[`--tone-${name}-fill-hover`] = tone.fillHover
    variables[`--tone-${name}-on-fill`] = tone.onFill
  }
  return variables
}

function surfaceVariables(
  scheme: (typeof surfaces)['light' | 'dark'],
  tones: Record<ToneName, Tone>,
): Variables {
  return {
    '--mantine-color-body': scheme.body,
    '--mantine-color-text': scheme.text,
    '--mantine-color-bright': scheme.text,
    '--mantine-color-dimmed': scheme.secondary,
    '--mantine-color-placeholder': scheme.placeholder,
    '--mantine-color-error': scheme.error,
    '--mantine-color-success': tones.good.text,
    '--mantine-color-anchor': scheme.anchor,
    '--mantine-color-default': scheme.raised,
    '--mantine-color-default-hover': scheme.hover,
    '--mantine-color-default-color': scheme.text,
    '--mantine-color-default-border': scheme.inputBorder,
    '--mantine-color-disabled': scheme.disabled,
    '--mantine-color-disabled-color': scheme.disabledText,
    '--mantine-color-disabled-border': scheme.line,
    // A menu item in a colour takes this shade itself, and does not ask the theme for its text colour.
    '--mantine-color-red-6': tones.danger.text,
    '--mantine-primary-color-filled': tones.brand.fill,
    '--mantine-primary-color-filled-hover': tones.brand.fillHover,
    '--mantine-primary-color-light': tones.brand.tint,
    '--mantine-primary-color-light-hover': tones.brand.tintHover,
    '--mantine-primary-color-light-color': tones.brand.text,
    '--mantine-primary-color-contrast': tones.brand.onFill,
    '--mantine-color-brand-filled': tones.brand.fill,
    '--mantine-color-brand-filled-hover': tones.brand.fillHover,
    '--mantine-color-brand-light': tones.brand.tint,
    '--mantine-color-brand-light-hover': tones.brand.tintHover,
    '--mantine-color-brand-light-color': tones.brand.text,
    '--mantine-color-brand-text': tones.brand.text,
    '--mantine-color-brand-outline': tones.brand.text,
    '--surface-panel': scheme.panel,
    '--surface-raised': scheme.raised,
    '--surface-hover': scheme.hover,
    '--surface-selected': scheme.selected,
    '--line': scheme.line,
    '--focus': scheme.focus,
  }
}

/** Gives the component library our colours; the stock ones miss the contrast that WCAG AA asks. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...surfaceVariables(surfaces.light, light), ...toneVariables(light) },
  dark: { ...surfaceVariables(surfaces.dark, dark), ...toneVariables(dark) },
})
