import { describeMutation } from "./mutation.ts"

for (const name of ["ballot-4", "ballot-12", "decrypt"] as const) describeMutation(name)
