/** The grid in our tokens; every colour is a variable, so light, dark and print follow the page. Registers only the modules we use. */
import {
  CellStyleModule, ClientSideRowModelApiModule, ClientSideRowModelModule, ColumnApiModule, DateFilterModule, EventApiModule, LocaleModule, ModuleRegistry,
  NumberFilterModule, PinnedRowModule, QuickFilterModule, RenderApiModule, RowApiModule, RowSelectionModule, ScrollApiModule, TextFilterModule, themeQuartz, TooltipModule,
} from 'ag-grid-community'

ModuleRegistry.registerModules([
  CellStyleModule, ClientSideRowModelApiModule, ClientSideRowModelModule, ColumnApiModule, DateFilterModule, EventApiModule, LocaleModule, NumberFilterModule, PinnedRowModule,
  QuickFilterModule, RenderApiModule, RowApiModule, RowSelectionModule, ScrollApiModule, TextFilterModule, TooltipModule,
])

export const gridTheme = themeQuartz.withParams({
  fontFamily: 'inherit',
  fontSize: 13,
  headerFontSize: 12,
  headerFontWeight: 500,
  spacing: 4,
  rowHeight: 28,
  headerHeight: 32,
  cellHorizontalPadding: 8,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  columnBorder: false,
  headerColumnBorder: false,
  rowBorder: { style: 'solid', width: 1, color: 'var(--line)' },
  headerRowBorder: { style: 'solid', width: 1, color: 'var(--line-strong)' },
  pinnedRowBorder: { style: 'solid', width: 1, color: 'var(--line-strong)' },
  pinnedColumnBorder: { style: 'solid', width: 1, color: 'var(--line)' },
  backgroundColor: 'var(--paper)',
  foregroundColor: 'var(--ink)',
  borderColor: 'var(--line)',
  chromeBackgroundColor: 'var(--paper)',
  headerBackgroundColor: 'var(--paper)',
  headerTextColor: 'var(--grey)',
  cellTextColor: 'var(--ink)',
  subtleTextColor: 'var(--grey)',
  oddRowBackgroundColor: 'var(--paper)',
  rowHoverColor: 'var(--hover)',
  selectedRowBackgroundColor: 'var(--pick)',
  accentColor: 'var(--accent)',
  pinnedRowBackgroundColor: 'var(--ground)',
  pinnedRowTextColor: 'var(--ink)',
  pinnedRowFontWeight: 600,
  checkboxUncheckedBorderColor: 'var(--line-strong)',
  inputBackgroundColor: 'var(--paper)',
  inputBorder: { style: 'solid', width: 1, color: 'var(--line-strong)' },
  menuBackgroundColor: 'var(--paper)',
  menuShadow: 'var(--shade)',
  tooltipBackgroundColor: 'var(--ink)',
  tooltipTextColor: 'var(--paper)',
  iconButtonActiveColor: 'var(--accent)',
  browserColorScheme: 'inherit',
})

export const gridWords: Readonly<Record<string, string>> = {
  noRowsToShow: 'Nothing to show.',
  noMatchingRows: 'No row matches the filter.',
  ariaRowToggleSelection: 'Press Space to select or leave this row',
  ariaRowSelect: 'Press Space to select this row',
  ariaRowDeselect: 'Press Space to leave this row',
}
