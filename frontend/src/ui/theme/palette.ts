import type { MantineColorsTuple } from '@mantine/core'

/** The house colour in ten steps; step 7 fills buttons in light, step 3 in dark. */
export const brand: MantineColorsTuple = [
  '#e8f1fb',
  '#cfe0f3',
  '#a9c9ea',
  '#7fb2f0',
  '#5590cf',
  '#3a74b5',
  '#2a609f',
  '#1d4e89',
  '#163d6b',
  '#0f2b4d',
]

/** Text on tint, and a fill with its own text. Each pair is at least 4.5:1, in both schemes. */
export interface Tone {
  text: string
  tint: string
  tintHover: string
  fill: string
  fillHover: string
  onFill: string
}

export type ToneName = 'brand' | 'good' | 'warning' | 'danger' | 'info' | 'neutral'

type Palette = Record<ToneName, Tone>

const lightInfo: Tone = {
  text: '#1d4e89',
  tint: '#e8f1fb',
  tintHover: '#d5e5f7',
  fill: '#1d4e89',
  fillHover: '#163d6b',
  onFill: '#ffffff',
}

export const light: Palette = {
  brand: lightInfo,
  info: lightInfo,
  good: {
    text: '#1b6b3a',
    tint: '#e8f6ec',
    tintHover: '#d6eedd',
    fill: '#1b6b3a',
    fillHover: '#14522c',
    onFill: '#ffffff',
  },
  warning: {
    text: '#8a4b00',
    tint: '#fff4e0',
    tintHover: '#ffeac6',
    fill: '#8a4b00',
    fillHover: '#6d3b00',
    onFill: '#ffffff',
  },
  danger: {
    text: '#b42318',
    tint: '#feecea',
    tintHover: '#fcdcd8',
    fill: '#b42318',
    fillHover: '#8f1c13',
    onFill: '#ffffff',
  },
  neutral: {
    text: '#3d454d',
    tint: '#eef1f4',
    tintHover: '#e1e6ea',
    fill: '#3d454d',
    fillHover: '#2c3238',
    onFill: '#ffffff',
  },
}

const darkInfo: Tone = {
  text: '#9cc4f5',
  tint: '#1a2a3d',
  tintHover: '#22364e',
  fill: '#7fb2f0',
  fillHover: '#9cc4f5',
  onFill: '#0e1a28',
}

export const dark: Palette = {
  brand: darkInfo,
  info: darkInfo,
  good: {
    text: '#7cd69b',
    tint: '#173021',
    tintHover: '#1e3e2b',
    fill: '#7cd69b',
    fillHover: '#97e0b0',
    onFill: '#0d1f14',
  },
  warning: {
    text: '#f5b95c',
    tint: '#33260f',
    tintHover: '#433217',
    fill: '#f5b95c',
    fillHover: '#f8ca82',
    onFill: '#261b08',
  },
  danger: {
    text: '#ff9a8f',
    tint: '#3a1a17',
    tintHover: '#4c221e',
    fill: '#ff9a8f',
    fillHover: '#ffb3aa',
    onFill: '#2b0f0c',
  },
  neutral: {
    text: '#c3cad1',
    tint: '#2a323a',
    tintHover: '#353e47',
    fill: '#c3cad1',
    fillHover: '#d6dbe0',
    onFill: '#14181d',
  },
}

/** Surfaces and plain text of a scheme. */
export const surfaces = {
  light: {
    body: '#ffffff',
    panel: '#f5f7f9',
    raised: '#ffffff',
    text: '#1a1f24',
    secondary: '#495057',
    placeholder: '#5c636a',
    inputBorder: '#868e96',
    line: '#dde2e7',
    error: '#b42318',
    anchor: '#1d4e89',
    hover: '#eef2f6',
    selected: '#e8f1fb',
    disabled: '#eef1f4',
    disabledText: '#5c636a',
    focus: '#1d4e89',
  },
  dark: {
    body: '#14181d',
    panel: '#1c2228',
    raised: '#1c2228',
    text: '#e6e9ec',
    secondary: '#a7b0b9',
    placeholder: '#a7b0b9',
    inputBorder: '#7a858f',
    line: '#333c45',
    error: '#ff9a8f',
    anchor: '#9cc4f5',
    hover: '#262e36',
    selected: '#1a2a3d',
    disabled: '#2a323a',
    disabledText: '#a7b0b9',
    focus: '#7fb2f0',
  },
} as const
