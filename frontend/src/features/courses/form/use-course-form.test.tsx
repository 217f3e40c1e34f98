import { act, renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { CourseType } from '../types'
import { takeType, useCourseForm } from './use-course-form'
import { emptyCourse } from './values'

const BHV: CourseType = {
  id: 'bhv',
  kind: 'certified',
  name: 'BHV',
  code: 'BHV',
  validityMonths: 24,
  starts: '09:30',
  ends: '16:00',
  maxTrainees: 8,
  isCode95: true,
  requiredDocuments: ['attendance_list', 'Evaluatie'],
}
const VCA: CourseType = {
  ...BHV,
  id: 'vca',
  name: 'VCA',
  maxTrainees: 16,
  isCode95: false,
  requiredDocuments: ['exams'],
}

const shown = () => renderHook(() => useCourseForm(emptyCourse('certified')))

test('R-CRS-04: a type fills in its size, times, code 95 and documents', () => {
  const { result } = shown()
  act(() => takeType(result.current, BHV, null))
  const { maxTrainees, isCode95, attendanceList, exams, ownDocuments, days } = result.current.values
  expect([maxTrainees, isCode95, attendanceList, exams]).toEqual([8, true, true, false])
  expect(ownDocuments.map(({ label }) => label)).toEqual(['Evaluatie'])
  expect([days[0]?.starts, days[0]?.ends]).toEqual(['09:30', '16:00'])
})

test('R-CRS-04: another type takes the place of what the first one filled in', () => {
  const { result } = shown()
  act(() => takeType(result.current, BHV, null))
  act(() => takeType(result.current, VCA, BHV))
  const { maxTrainees, isCode95, attendanceList, exams, ownDocuments } = result.current.values
  expect([maxTrainees, isCode95, attendanceList, exams, ownDocuments]).toEqual([16, false, false, true, []])
})

test('R-CRS-04: what the user set himself stays', () => {
  const { result } = shown()
  act(() => takeType(result.current, BHV, null))
  act(() => result.current.setFieldValue('maxTrainees', 5))
  act(() => result.current.setFieldValue('ownDocuments.0.label', 'Foto'))
  act(() => takeType(result.current, VCA, BHV))
  expect(result.current.values.maxTrainees).toBe(5)
  expect(result.current.values.ownDocuments.map(({ label }) => label)).toEqual(['Foto'])
})
