import { z } from "zod";
import { nothing, proof } from "../fields";
import { withoutInvisible } from "../invisible";

/** As the computer writes it: "/mnt/safe", "D:\Backups", "\\files\wardkey". A second manager approves what they see of it. */
const path = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .regex(/^(\/|[A-Za-z]:[\\/]|\\\\)/)
  .refine((text) => !/\p{Cc}/u.test(text) && withoutInvisible(text) === text);

const count = (least: number, most: number) => z.number().int().min(least).max(most);

export const backupsInputs = {
  getBackups: nothing,
  backUpNow: nothing,
  stopBackup: nothing,
  chooseBackupFolder: nothing,
  addBackupFolder: z.strictObject({ path, proof }),
  removeBackupFolder: z.strictObject({ folder: z.string().min(1).max(40), proof }),
  changeBackupGenerations: z.strictObject({
    daily: count(1, 31),
    weekly: count(0, 53),
    monthly: count(0, 84),
    proof,
  }),
} as const;
