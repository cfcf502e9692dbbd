'use client'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { classNames } from './class-names'

interface BottomBarProps {
  className?: string
  children: ReactNode
}

/** Stays at the foot of what scrolls, and tells it its height: what gets the focus is scrolled clear of it. */
export function BottomBar({ className, children }: BottomBarProps) {
  const bar = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { current } = bar
    if (!current) return
    const { style } = current.closest<HTMLElement>('[data-slot=dialog]') ?? document.documentElement
    const observer = new ResizeObserver(() => style.setProperty('--bottom-bar', `${current.offsetHeight}px`))
    observer.observe(current)
    return () => {
      observer.disconnect()
      style.removeProperty('--bottom-bar')
    }
  }, [])
  return (
    <div ref={bar} data-slot="bottom-bar" className={classNames('bottom-bar', className)}>
      {children}
    </div>
  )
}
