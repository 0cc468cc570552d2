import { audit, type Audit } from "../../scripts/audit/audit.ts"
import { parseRecord } from "../../scripts/audit/record/parse.ts"
import type { ChainRecord } from "../../scripts/audit/record/record.ts"
import { recordText } from "../../scripts/audit/record/write.ts"
import { SILENT } from "../e2e/silent-show.ts"

/** Audits a record the way it comes from a file. */
export function audited(record: ChainRecord): Promise<Audit> {
  return audit(parseRecord(recordText(record)), SILENT)
}
