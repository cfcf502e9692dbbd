/** The look of a line in the sidebar. */
export const navItem =
  'flex h-7 items-center gap-2.5 rounded-md px-2 max-lg:justify-center max-lg:px-0 max-lg:h-9 transition-colors duration-120'
export const navOn = 'bg-active font-medium text-fg'
export const navOff = 'text-muted hover:bg-hover hover:text-fg'

/** The look of a tab at the foot of a phone. */
export const footTab = 'focus-inset grid h-14 place-content-center justify-items-center gap-0.5 text-2xs'
export const footTabOn = 'font-semibold text-fg [&>svg]:text-accent'
export const footTabOff = 'text-muted'
